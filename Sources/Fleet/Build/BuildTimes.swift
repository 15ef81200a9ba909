/// How long the parts of a build took, in wall time.
public struct BuildTimes: Sendable, Hashable {
  /// Until the files of clusters were read, merged and checked.
  public var reading = Duration.zero
  /// From there until every target had its result.
  public var evaluating = Duration.zero
  /// From there until every tree was written, or compared.
  public var writing = Duration.zero
}

/// Takes the time of one part after the other.
struct PhaseClock {
  private var last = ContinuousClock.now

  /// What has passed since the clock began, or since the last call.
  mutating func lap() -> Duration {
    let now = ContinuousClock.now
    defer { last = now }
    return now - last
  }
}
