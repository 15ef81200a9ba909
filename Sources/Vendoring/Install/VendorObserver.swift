/// Who wants to know how far the work is. May be called from any thread.
public struct VendorObserver: Sendable {
  /// Called with the number of repositories that are wanted next, and fetched where the cache lacks something.
  public var onStart: @Sendable (Int) -> Void
  /// Called with a repository's name when it is here, and with whether the cache had all that is wanted of it.
  public var onFetched: @Sendable (_ name: String, _ isCached: Bool) -> Void

  /// An observer of some of it.
  public init(
    onStart: @escaping @Sendable (Int) -> Void = { _ in },
    onFetched: @escaping @Sendable (_ name: String, _ isCached: Bool) -> Void = { _, _ in }
  ) {
    self.onStart = onStart
    self.onFetched = onFetched
  }
}
