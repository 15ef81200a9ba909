/// How a build came to the result of one target of one cluster.
public struct TargetOutcome: Sendable, Hashable {
  /// Where a result comes from.
  public enum Origin: Sendable, Hashable {
    /// It was evaluated, which took processors so long; nil where that failed.
    case evaluated(Duration?)
    /// An earlier build had it.
    case cached
    /// This build evaluated it for another cluster, whose name this is.
    case shared(String)
  }

  /// The cluster's name.
  public var cluster: String
  /// What the target goes by: `dashboards`, or a library's name.
  public var target: String
  /// Where its result comes from.
  public var origin: Origin
  /// Why it was evaluated; nil where it was not, or where nobody asked (`BuildPipeline.Options.explained`).
  public var reason: EvaluationReason?
}

/// Why a target had to be evaluated. It has names of variables and files, never what is in them.
public enum EvaluationReason: Sendable, Hashable {
  /// No result is known of this program: it is the first time, or another library, overlay or version of monigen.
  case nothingKnown
  /// The cache has a result, but lost what it was.
  case lost
  /// Variables and files that are not as they were for the nearest known result, in the order of names.
  case differs(variables: [String], files: [FileChange])
}

/// What became of a file that an evaluation read, or looked for.
public struct FileChange: Sendable, Hashable {
  /// What became of it.
  public enum Kind: Sendable, Hashable {
    /// It is there now, in front of what was found instead of it.
    case appeared
    /// It has other contents, or leads to another file.
    case changed
    /// It is not there any more.
    case gone
  }

  /// The absolute path.
  public var path: String
  /// What became of it.
  public var kind: Kind
}
