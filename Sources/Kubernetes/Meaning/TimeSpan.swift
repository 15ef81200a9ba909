/// A length of time as Prometheus and Go write it: `90s`, `1m30s`, `1h0m0s`, `1.5h`, `2w`.
///
///     TimeSpan("60s") == TimeSpan("1m")  // true
public struct TimeSpan: Sendable, Hashable {
  /// How long it is.
  public var nanoseconds: Int

  /// Reads one; nil where the text is none or longer than some 290 years.
  public init?(_ text: String) {
    var rest = Substring(text)
    guard !rest.isEmpty else { return nil }
    if rest == "0" {
      nanoseconds = 0
      return
    }
    var sum = 0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      rest = rest.dropFirst(unit.count)
      guard let factor = Self.units[String(unit)], let part = Self.product(number, factor) else { return nil }
      let (total, isTooLong) = sum.addingReportingOverflow(part)
      guard !isTooLong else { return nil }
      sum = total
    }
    nanoseconds = sum
  }

  private static func product(_ number: Substring, _ factor: Int) -> Int? {
    if let whole = Int(number) {
      let (product, isTooLong) = whole.multipliedReportingOverflow(by: factor)
      return isTooLong ? nil : product
    }
    guard let fraction = Double(number), let product = Int(exactly: (fraction * Double(factor)).rounded()) else {
      return nil
    }
    return product
  }

  /// In nanoseconds. A day has 24 hours, a week 7 days and a year 365 days, as in Prometheus.
  private static let units = [
    "ns": 1, "us": 1_000, "µs": 1_000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
    "h": 3_600_000_000_000, "d": 86_400_000_000_000, "w": 604_800_000_000_000, "y": 31_536_000_000_000_000,
  ]
}
