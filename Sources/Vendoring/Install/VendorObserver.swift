/// Who wants to know how far the work is. May be called from any thread.
public struct VendorObserver: Sendable {
  /// Called with the number of repositories that are about to be fetched.
  public var onStart: @Sendable (Int) -> Void
  /// Called with a repository's name when it is here.
  public var onFetched: @Sendable (String) -> Void

  /// An observer of some of it.
  public init(
    onStart: @escaping @Sendable (Int) -> Void = { _ in }, onFetched: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.onStart = onStart
    self.onFetched = onFetched
  }
}
