import Diagnostics

/// What one side of a diff names.
///
///     try Reference("v0.13")       // .release(v0.13)
///     try Reference("git:main")    // .revision("main")
///     try Reference("./v0.13")     // .folder("./v0.13")
///
/// The words come first: a folder named `previous`, `current`, `v0.13` or `git:x` is written with a slash, as
/// `./previous`.
public enum Reference: Sendable, Hashable {
  /// Every cluster evaluated now, with this release in place of its own.
  case release(Release)
  /// Every cluster evaluated now, as it is.
  case current
  /// The trees as git's HEAD has them; outside of git the trees on disk.
  case previous
  /// The trees as a commit has them: anything that git takes for one.
  case revision(String)
  /// The trees as the commit has them in which HEAD and this revision part: what a pull request builds upon.
  case mergeBase(String)
  /// A folder of manifests, or of such folders, by a path from the working directory.
  case folder(String)

  /// What stands before a revision.
  private static let revisionPrefix = "git:"

  /// Reads a reference; whether there is such a revision or folder shows later.
  ///
  /// - Throws: a `Diagnostic` for an empty text and for a revision that git would take for an option.
  public init(_ text: String) throws(Diagnostic) {
    switch text {
    case "current": self = .current
    case "previous": self = .previous
    case let text where text.hasPrefix(Self.revisionPrefix):
      self = .revision(try Self.revision(String(text.dropFirst(Self.revisionPrefix.count)), in: text))
    default:
      guard !text.isEmpty else { throw ReferenceProblem.empty.diagnostic }
      self = Release(text).map(Self.release) ?? .folder(text)
    }
  }

  /// The merge base with a revision: `--base REV`.
  ///
  /// - Throws: as `init(_:)`.
  public static func base(_ revision: String) throws(Diagnostic) -> Reference {
    .mergeBase(try Self.revision(revision, in: "--base"))
  }

  private static func revision(_ text: String, in whole: String) throws(Diagnostic) -> String {
    guard !text.isEmpty else { throw ReferenceProblem.noRevision(whole).diagnostic }
    // A colon would name a file within the commit, a control character nothing at all.
    let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != ":" }
    guard !text.hasPrefix("-"), isPlain else { throw ReferenceProblem.badRevision(text).diagnostic }
    return text
  }

  /// Whether the clusters have to be evaluated for it.
  public var isEvaluated: Bool {
    switch self {
    case .release, .current: true
    case .previous, .revision, .mergeBase, .folder: false
    }
  }

  /// The variables that the reference sets in every cluster.
  var overrides: [(name: String, text: String)] {
    if case .release(let release) = self { [("release", release.full)] } else { [] }
  }
}

extension Reference: CustomStringConvertible {
  /// As a person writes it on the command line; a merge base in words.
  public var description: String {
    switch self {
    case .release(let release): release.description
    case .current: "current"
    case .previous: "previous"
    case .revision(let revision): Self.revisionPrefix + revision
    case .mergeBase(let revision): "the merge base with \(revision)"
    case .folder(let path): path
    }
  }
}
