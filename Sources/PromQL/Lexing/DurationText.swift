/// Durations as Prometheus reads and writes them: `1h30m`, the units from large to small, each at most once.
enum DurationText {
  /// Units and their length in milliseconds. Years and weeks are written only where nothing is left over.
  private static let units: [(name: String, length: Int64, isExactOnly: Bool)] = [
    ("y", 365 * 86_400_000, true), ("w", 7 * 86_400_000, true), ("d", 86_400_000, false), ("h", 3_600_000, false),
    ("m", 60_000, false), ("s", 1000, false), ("ms", 1, false),
  ]

  /// The length of a duration's text; nil where it is none or too long for Prometheus (292 years).
  static func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    var rest = text
    var unit = 0
    var sum: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix(while: \.isDigit)
      let name = rest.dropFirst(digits.count).prefix(while: \.isLetter)
      guard let count = Int64(String(decoding: digits, as: UTF8.self)),
        let found = units[unit...].firstIndex(where: { Array($0.name.utf8) == Array(name) })
      else { return nil }
      let (length, tooLong) = count.multipliedReportingOverflow(by: units[found].length)
      let (total, overflows) = sum.addingReportingOverflow(length)
      guard !tooLong, !overflows, total <= Int64.max / 1_000_000 else { return nil }
      sum = total
      unit = found + 1
      rest = rest.dropFirst(digits.count + name.count)
    }
    return sum
  }

  /// `1h30m` for 5400 seconds; nil where the value is no whole number of milliseconds or too long.
  static func text(seconds: Double) -> String? {
    let value = (seconds.magnitude * 1000).rounded()
    guard value <= Double(Int64.max / 1_000_000), value / 1000 == seconds.magnitude else { return nil }
    var rest = Int64(value)
    var text = seconds.sign == .minus ? "-" : ""
    guard rest > 0 else { return text + "0s" }
    for unit in units where !unit.isExactOnly || rest % unit.length == 0 {
      guard rest >= unit.length else { continue }
      text += String(rest / unit.length) + unit.name
      rest %= unit.length
    }
    return text
  }
}
