import Diagnostics

/// Who wants to know how far a build is. All of it may be called from any thread.
public struct BuildObserver: Sendable {
  /// Called once where another build has to end first, with what to tell the user.
  public var onWait: @Sendable (Diagnostic) -> Void
  /// Called whenever the evaluation has got further.
  public var onProgress: @Sendable (TargetProgress) -> Void
  /// Called with each cluster whose tree is new or changes, before it is written. Where it is nil, no file is read for
  /// it.
  public var onBuilt: (@Sendable (BuiltCluster) -> Void)?
  /// Called where the build ends with an error, with what was noted until then.
  public var onRefused: @Sendable (BuildReport) -> Void = { _ in }

  /// An observer of some of it.
  public init(
    onWait: @escaping @Sendable (Diagnostic) -> Void,
    onProgress: @escaping @Sendable (TargetProgress) -> Void = { _ in },
    onBuilt: (@Sendable (BuiltCluster) -> Void)? = nil
  ) {
    self.onWait = onWait
    self.onProgress = onProgress
    self.onBuilt = onBuilt
  }
}
