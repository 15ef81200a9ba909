import Diagnostics
import ValueTree

/// What turns variables into manifests.
public enum Stack: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  case embedded
  case kubePrometheus = "kube-prometheus"

  /// As settings and variables spell it: `kube-prometheus`.
  public var description: String { rawValue }
}

/// What `monigen.yaml` says, completed with defaults.
public struct Settings: Sendable {
  /// The bounds of one evaluation and of how many run at once.
  public struct Limits: Sendable, Hashable {
    /// How long one evaluation may take; nil: 120 s in a build, 600 s in `render`.
    public var time: Duration?
    /// How much memory, in bytes, one evaluation may take.
    public var memory = 4 << 30
    /// How many evaluations run at once; nil: as many as processors and memory allow.
    public var jobs: Int?

    /// The limits where the settings say nothing of them.
    public init() {}
  }

  /// Where upstream's libraries come from.
  public struct Vendor: Sendable, Hashable {
    /// The repository of kube-prometheus, in a form that git takes. A build reads `directory` only.
    public var source = "https://github.com/prometheus-operator/kube-prometheus"
    /// The folder that holds one folder per release.
    public var directory = "releases"
    /// What to take instead of a path of the dependency tree: a folder or a URL.
    public var replace: [String: String] = [:]

    /// Upstream's own repository, and the folder `releases`.
    public init() {}
  }

  /// A finding or change that a diff does not report. Whatever is given must fit; names, kinds, paths and codes may be
  /// globs.
  public struct Suppression: Sendable, Hashable {
    /// A Kubernetes kind, as `Deployment`; nil for any.
    public var kind: String?
    /// The object's name; nil for any.
    public var name: String?
    /// The place within the object, what is below it included; nil for any.
    public var path: String?
    /// The finding's code; nil for any, and for changes, which have none.
    public var code: String?
    /// Why it is not reported, for whoever reads the settings later.
    public var reason: String
    /// The last day on which it counts, as `2026-12-31`.
    public var until: String?
    /// Where the settings say it.
    public var location: SourceLocation?
    /// Where they say the code; nil without one.
    public var codeLocation: SourceLocation?
  }

  /// What the settings file itself says of the clusters' variables; nil: it is left to the clusters.
  public var stack: Stack?
  /// As `stack`: the release where the clusters say none; nil: it is left to them.
  public var release: Release?
  /// The folder of all trees, relative to the project.
  public var output = "generated"
  /// Where the clusters' files are, relative to the project.
  public var clusters = "clusters"
  /// Where libraries are looked for, relative to the project or absolute; the first folder wins.
  public var libraryPath = ["libsonnet"]
  /// The bounds of each evaluation and of how many run at once.
  public var limits = Limits()
  /// The cache's folder, where the project sets one; see `cacheFolder`.
  public var cache: String?
  /// Where upstream's libraries are, for `stack: kube-prometheus`.
  public var vendor = Vendor()
  /// What a diff is to leave out: `diff.suppress`, in the file's order.
  public var suppressions: [Suppression] = []

  /// The weakest layer of every cluster's variables: `stack` and `release`, with their places.
  var clusterDefaults = LocatedValue(value: [:], source: SourceMap(file: Project.settingsFile))

  /// The settings of an empty file.
  public init() {}

  /// The folder of the cache: the setting, else `monigen` in `XDG_CACHE_HOME` or `~/.cache`; nil where none is known.
  public func cacheFolder(of project: Project, environment: [String: String]) -> String? {
    if let cache { return project.absolute(cache) }
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") { return "\(folder)/monigen" }
    return environment["HOME"].map { "\($0)/.cache/monigen" }
  }
}
