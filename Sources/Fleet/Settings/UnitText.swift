/// Durations as settings write them.
///
///     DurationText.duration("1m30s")  // 90 seconds
enum DurationText {
  private static let units: [Substring: Int] = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000]

  /// Numbers with units, added up; nil for any other text.
  static func duration(_ text: String) -> Duration? {
    var rest = text[...]
    var milliseconds = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let unit = rest.dropFirst(digits.count).prefix { $0.isLetter }
      guard let number = Int(digits), let factor = units[unit] else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      let (sum, carry) = milliseconds.addingReportingOverflow(product)
      guard !overflow, !carry else { return nil }
      milliseconds = sum
      rest = rest.dropFirst(digits.count + unit.count)
    }
    return text.isEmpty ? nil : .milliseconds(milliseconds)
  }
}

/// Amounts of memory as settings write them.
///
///     ByteCountText.bytes("4GiB")  // 4294967296
enum ByteCountText {
  private static let units: [Substring: Int] = [
    "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
  ]

  /// A whole number with a unit; nil for any other text.
  static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), let factor = units[text.dropFirst(digits.count)] else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : bytes
  }
}
