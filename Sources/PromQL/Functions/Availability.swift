/// Which versions of Prometheus know something.
public struct Availability: Hashable, Sendable {
  /// The first version that has it; nil for all of 2.x and 3.x.
  public var since: PrometheusVersion?
  /// The feature flag that switches it on while it is experimental.
  public var flag: String?
  /// The first version that has it without a flag; nil where none does yet, or where it never needed one.
  public var stableSince: PrometheusVersion?
  /// The first version that no longer has it.
  public var removedIn: PrometheusVersion?
  /// What it is called since then.
  public var replacement: String?

  /// Available in all versions, unless told otherwise.
  public init(
    since: PrometheusVersion? = nil, flag: String? = nil, stableSince: PrometheusVersion? = nil,
    removedIn: PrometheusVersion? = nil, replacement: String? = nil
  ) {
    self.since = since
    self.flag = flag
    self.stableSince = stableSince
    self.removedIn = removedIn
    self.replacement = replacement
  }

  /// Whether a version has it, with a feature flag where need be.
  public func contains(_ version: PrometheusVersion) -> Bool {
    (since.map { $0 <= version } ?? true) && (removedIn.map { version < $0 } ?? true)
  }

  /// The feature flag that a version asks for; nil where it needs none.
  public func flag(in version: PrometheusVersion) -> String? {
    if let stableSince, version >= stableSince { return nil }
    return flag
  }
}
