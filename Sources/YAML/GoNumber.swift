/// The text that Go's `strconv.FormatFloat(f, 'g', -1, 64)`, and so go-yaml, has for a large fraction.
enum GoNumber {
  /// `1234567.5` as `1.2345675e+06`; nil for a text that is no plain decimal fraction of more than six whole digits.
  static func exponentText(_ text: String) -> String? {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count > 6, (parts[0] + parts[1]).utf8.allSatisfy(isDigit) else { return nil }
    let exponent = parts[0].count - 1
    let digits = parts[0] + parts[1]
    return "\(sign)\(digits.prefix(1)).\(digits.dropFirst())e+\(exponent < 10 ? "0" : "")\(exponent)"
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
