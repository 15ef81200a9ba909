/// Which strings may not be written plain, because some YAML reader would not read a string.
///
/// The rules are go-yaml's, which upstream's files show, made wider where YAML 1.1 (PyYAML, Ruby) or YAML 1.2 readers
/// take more for another type: `<<`, dates that no calendar has, `.1_0`, `1e999`. A lone `=` stays plain as upstream
/// has it: it stands in the enumerations of upstream's custom resource definitions.
enum PlainText {
  /// Whether a plain scalar with this text could be read as null, a boolean, a number, a date or a merge key.
  static func isAmbiguous(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      let bytes = Array(text.utf8)
      return words.contains(text) || isNumber(bytes) || isBase60(bytes) || isTimestamp(bytes)
    default:
      return text.utf8.count <= longestWord && words.contains(text)
    }
  }

  /// Whether the text holds a line separator or a paragraph separator: YAML 1.1 breaks a line there, YAML 1.2 does not,
  /// so only the escaped form reads back everywhere.
  static func hasForeignLineBreak(_ text: String) -> Bool {
    guard text.utf8.contains(0xE2) else { return false }
    return text.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" }
  }

  private static let longestWord = 5
  private static let words: Set<String> = [
    "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
    "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF",
    "~", "null", "Null", "NULL", "<<",
    ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF",
  ]

  /// Integers and floats of both YAML versions and of go-yaml: underscores anywhere, any base's prefix.
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    let underscore = UInt8(ascii: "_")
    let digits = bytes.filter { $0 != underscore }
    var prefixed = ByteScanner(digits)
    _ = prefixed.take("+-")
    if prefixed.take("0") {
      let hasMore = digits.count < bytes.count
      if prefixed.take("xX") { return prefixed.run("0123456789abcdefABCDEF") > (hasMore ? -1 : 0) && prefixed.isAtEnd }
      if prefixed.take("oO") { return prefixed.run("01234567") > (hasMore ? -1 : 0) && prefixed.isAtEnd }
      if prefixed.take("bB") { return prefixed.run("01") > (hasMore ? -1 : 0) && prefixed.isAtEnd }
    }
    return CoreSchema.isDecimal(digits)
  }

  /// `190:20:30.15`: YAML 1.1's numbers of base 60.
  private static func isBase60(_ bytes: [UInt8]) -> Bool {
    var scanner = ByteScanner(bytes)
    _ = scanner.take("+-")
    guard scanner.digits(limit: 1) == 1 else { return false }
    _ = scanner.run("0123456789_")
    var parts = 0
    while scanner.take(":") {
      // `[0-5]?[0-9]`, so `8080:80` is none.
      guard scanner.take("012345") ? scanner.digits(limit: 1) >= 0 : scanner.take("6789") else { return false }
      parts += 1
    }
    if scanner.take(".") { _ = scanner.run("0123456789_") }
    return parts > 0 && scanner.isAtEnd
  }

  /// `2001-12-14`, `2001-12-14T21:59:43.10-05:00`, `2001-12-14 21:59:43.10 -5`.
  private static func isTimestamp(_ bytes: [UInt8]) -> Bool {
    var scanner = ByteScanner(bytes)
    guard scanner.digits(limit: 4) == 4, scanner.take("-"), scanner.digits(limit: 2) > 0,
      scanner.take("-"), scanner.digits(limit: 2) > 0
    else { return false }
    if scanner.isAtEnd { return true }
    guard scanner.take("Tt") || scanner.run(" \t") > 0 else { return false }
    guard scanner.digits(limit: 2) > 0, scanner.take(":"), scanner.digits(limit: 2) > 0,
      scanner.take(":"), scanner.digits(limit: 2) > 0
    else { return false }
    if scanner.take(".") { _ = scanner.digits() }
    _ = scanner.run(" \t")
    if scanner.take("+-") {
      guard scanner.digits(limit: 2) > 0 else { return false }
      if scanner.take(":") { guard scanner.digits(limit: 2) == 2 else { return false } }
    } else {
      _ = scanner.take("Zz")
    }
    return scanner.isAtEnd
  }
}
