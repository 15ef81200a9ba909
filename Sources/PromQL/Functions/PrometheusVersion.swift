/// A version of Prometheus, as far as the language depends on it: `3.14`.
public struct PrometheusVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 2 or 3.
  public var major: Int
  /// The 14 of 3.14.
  public var minor: Int

  /// A version.
  public init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// The version of a release or an image tag: `v2.55.1`, `3.4.0-rc.0`; nil where it is none.
  public init?(_ text: String) {
    let numbers = text.drop { $0 == "v" }.split(separator: ".", maxSplits: 2)
    guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1].prefix(while: \.isNumber)),
      major >= 0, minor >= 0
    else { return nil }
    self.init(major, minor)
  }

  /// The earlier one is the smaller one.
  public static func < (a: PrometheusVersion, b: PrometheusVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }

  public var description: String { "\(major).\(minor)" }
}
