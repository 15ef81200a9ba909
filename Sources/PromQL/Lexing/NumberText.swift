/// Numbers as Prometheus reads and writes them.
enum NumberText {
  /// The value of a number's text; nil where it is none.
  ///
  /// A leading zero makes an octal number where all digits allow it. Underscores stand between digits. The value of
  /// `inf` and `nan` is read in any case of their letters. What is too large for a double is no number.
  static func value(_ text: ArraySlice<UInt8>) -> Double? {
    guard let digits = withoutUnderscores(text) else { return nil }
    let string = String(decoding: digits, as: UTF8.self)
    switch string.lowercased() {
    case "inf": return .infinity
    case "nan": return .nan
    default: break
    }
    if let integer = integer(string) { return Double(integer) }
    guard !string.lowercased().hasPrefix("0x") else { return nil }
    // A trailing dot is one of PromQL's numbers and none of Swift's, an empty exponent is none of both.
    let value = Double(string.hasSuffix(".") ? string + "0" : string.replacingDotBeforeExponent())
    return value?.isFinite == true ? value : nil
  }

  /// The shortest decimal text without an exponent that reads back as the same value: `0.05`, `Inf`, `NaN`. Prometheus
  /// writes `+Inf`, which in `+Inf ^ 2` would be read as a sign before the power.
  static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
    let short = value.description
    guard let mark = short.firstIndex(of: "e"), let exponent = Int(short[short.index(after: mark)...]) else {
      return short.hasSuffix(".0") ? String(short.dropLast(2)) : short
    }
    return shifted(String(short[..<mark]), by: exponent)
  }

  /// As Prometheus reads whole numbers: `0x` for hexadecimal, a leading zero for octal.
  private static func integer(_ text: String) -> Int64? {
    let lower = text.lowercased()
    if lower.hasPrefix("0x") { return Int64(lower.dropFirst(2), radix: 16) }
    if text.hasPrefix("0"), let octal = Int64(text, radix: 8) { return octal }
    return text.hasPrefix("0") && text.count > 1 ? nil : Int64(text)
  }

  /// Nil where an underscore does not stand between digits, or between the prefix `0x` and a digit.
  private static func withoutUnderscores(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let bytes = Array(text)
    guard bytes.contains(UInt8(ascii: "_")) else { return bytes }
    let isHexadecimal = bytes.count > 1 && bytes[0] == 0x30 && bytes[1] | 0x20 == UInt8(ascii: "x")
    let isDigit = { (index: Int) in
      guard bytes.indices.contains(index) else { return false }
      return isHexadecimal ? index == 1 || bytes[index].hexadecimalValue != nil : bytes[index].isDigit
    }
    for index in bytes.indices where bytes[index] == UInt8(ascii: "_") {
      guard isDigit(index - 1), isDigit(index + 1) else { return nil }
    }
    return bytes.filter { $0 != UInt8(ascii: "_") }
  }

  /// `1.5` and 2 is `150`, `-1.5` and -2 is `-0.015`.
  private static func shifted(_ mantissa: String, by exponent: Int) -> String {
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let parts = mantissa.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts.first ?? ""
    let fraction = parts.count > 1 && parts[1] != "0" ? parts[1] : ""
    let digits = String(whole + fraction)
    let point = whole.count + exponent
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }
}

extension String {
  /// `1.e5` as `1.0e5`, which is how Swift reads it.
  fileprivate func replacingDotBeforeExponent() -> String {
    guard let mark = firstIndex(where: { $0 == "e" || $0 == "E" }), mark > startIndex, self[index(before: mark)] == "."
    else { return self }
    return self[..<mark] + "0" + self[mark...]
  }
}
