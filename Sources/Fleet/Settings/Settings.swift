import ValueTree

/// What turns variables into manifests.
public enum Stack: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  case embedded
  case kubePrometheus = "kube-prometheus"

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
    /// How many evaluations run at once; nil: as many as there are processors.
    public var jobs: Int?

    public init() {}
  }

  /// Where upstream's libraries come from.
  public struct Vendor: Sendable, Hashable {
    public var source = "https://github.com/prometheus-operator/kube-prometheus"
    /// The folder that holds one folder per release.
    public var directory = "releases"
    /// What to take instead of a path of the dependency tree: a folder or a URL.
    public var replace: [String: String] = [:]

    public init() {}
  }

  /// A finding or change that a diff does not report. Whatever is given must fit.
  public struct Suppression: Sendable, Hashable {
    public var kind: String?
    public var name: String?
    public var path: String?
    public var code: String?
    public var reason: String
    /// The last day on which it counts, as `2026-12-31`.
    public var until: String?
  }

  /// What the settings file itself says of the clusters' variables; nil: it is left to the clusters.
  public var stack: Stack?
  public var release: Release?
  /// Folders, relative to the project.
  public var output = "generated"
  public var clusters = "clusters"
  public var libraryPath = ["libsonnet"]
  public var limits = Limits()
  /// The cache's folder, where the project sets one; see `cacheFolder`.
  public var cache: String?
  public var vendor = Vendor()
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
