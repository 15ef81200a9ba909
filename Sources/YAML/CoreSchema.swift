import ValueTree

/// What a plain scalar means: YAML 1.2's core schema, less what JSON cannot say.
///
/// `yes`, `no`, `on`, `off`, `y` and `n` are strings: in the files of a cluster they are names far more often than
/// booleans. A whole number with a leading zero is a string too (`012`), because YAML 1.1 reads ten and YAML 1.2
/// twelve. Dates, `1_000`, `0b11` and `1:30` are strings; `0x1f` and `0o17` are integers.
enum CoreSchema {
  enum Meaning: Equatable {
    case value(Value)
    /// `.inf` or `.nan`.
    case notFinite
  }

  static func meaning(of text: String) -> Meaning {
    guard let first = text.utf8.first else { return .value(.null) }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      let isNull = text == "~" || text == "null" || text == "Null" || text == "NULL"
      return .value(isNull ? .null : .string(text))
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return .value(text == "true" || text == "True" || text == "TRUE" ? .bool(true) : .string(text))
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return .value(text == "false" || text == "False" || text == "FALSE" ? .bool(false) : .string(text))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      if let number = number(text) { return .value(.number(number)) }
      return isNotFinite(text) ? .notFinite : .value(.string(text))
    default:
      return .value(.string(text))
    }
  }

  /// The number that a plain scalar means; nil where it means none.
  static func number(_ text: String) -> Number? {
    let bytes = Array(text.utf8)
    if bytes.starts(with: "0x".utf8) || bytes.starts(with: "0o".utf8) {
      return based(text.dropFirst(2), radix: bytes[1] == UInt8(ascii: "x") ? 16 : 8)
    }
    guard isDecimal(bytes) else { return nil }
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.drop(while: { $0 == "-" || $0 == "+" })
    let mantissaEnd = digits.firstIndex(where: { $0 == "." || $0 == "e" || $0 == "E" })
    let whole = digits[..<(mantissaEnd ?? digits.endIndex)]
    guard let mantissaEnd else {
      return whole.count > 1 && whole.hasPrefix("0") ? nil : Number(literal: sign + whole)
    }
    return Number(literal: sign + jsonWhole(whole) + jsonFraction(digits[mantissaEnd...]))
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, which holds `[-+]? [0-9]+`.
  static func isDecimal(_ bytes: [UInt8]) -> Bool {
    var scanner = ByteScanner(bytes)
    _ = scanner.take("+-")
    let whole = scanner.digits()
    if scanner.take(".") {
      guard scanner.digits() > 0 || whole > 0 else { return false }
    } else if whole == 0 {
      return false
    }
    if scanner.take("eE") {
      _ = scanner.take("+-")
      guard scanner.digits() > 0 else { return false }
    }
    return scanner.isAtEnd
  }

  private static func isNotFinite(_ text: String) -> Bool {
    switch text.drop(while: { $0 == "+" || $0 == "-" }) {
    case ".inf", ".Inf", ".INF": true
    case ".nan", ".NaN", ".NAN": text.hasPrefix(".")
    default: false
    }
  }

  /// JSON wants one digit before the point, and no zero before another digit.
  private static func jsonWhole(_ digits: Substring) -> Substring {
    let significant = digits.drop(while: { $0 == "0" })
    return significant.isEmpty ? "0" : significant
  }

  /// JSON wants a digit after the point: `.e3` and `.` become `e3` and nothing.
  private static func jsonFraction(_ rest: Substring) -> Substring {
    guard rest.hasPrefix(".") else { return rest }
    let next = rest.dropFirst().first
    return next == nil || next == "e" || next == "E" ? rest.dropFirst() : rest
  }

  /// Digits of base 16 or 8 that 64 bits hold; as for go-yaml anything larger is a string.
  private static func based(_ digits: Substring, radix: Int) -> Number? {
    guard !digits.isEmpty, digits.utf8.first != UInt8(ascii: "+"), digits.utf8.first != UInt8(ascii: "-"),
      let value = UInt64(digits, radix: radix)
    else { return nil }
    return Int(exactly: value).map { Number($0) } ?? Number(literal: String(value))
  }
}
