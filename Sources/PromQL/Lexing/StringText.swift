/// String literals: what their escapes mean, and how a text is written as one.
enum StringText {
  /// What an escape stands for.
  enum Escape {
    case byte(UInt8)
    case scalar(Unicode.Scalar)
  }

  /// Reads an escape behind its backslash; nil where it is none, with `position` where it went wrong.
  static func escape(_ bytes: [UInt8], _ position: inout Int, quote: UInt8) -> Escape? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    if let simple = simple[byte] ?? (byte == quote ? byte : nil) {
      position += 1
      return .byte(simple)
    }
    switch byte {
    case UInt8(ascii: "x"): return digits(bytes, &position, skip: 1, count: 2, base: 16, isByte: true)
    case UInt8(ascii: "u"): return digits(bytes, &position, skip: 1, count: 4, base: 16, isByte: false)
    case UInt8(ascii: "U"): return digits(bytes, &position, skip: 1, count: 8, base: 16, isByte: false)
    case _ where byte.isOctalDigit: return digits(bytes, &position, skip: 0, count: 3, base: 8, isByte: true)
    default: return nil
    }
  }

  /// The text of a literal with its quotes, whose escapes are known to be right.
  static func value(_ literal: ArraySlice<UInt8>) -> String {
    let inner = literal.dropFirst().dropLast()
    guard let quote = literal.first, quote != Quote.raw.rawValue, inner.contains(UInt8(ascii: "\\")) else {
      return String(decoding: inner, as: UTF8.self)
    }
    let bytes = Array(inner)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "\\"), let escape = escape(bytes, &position, quote: quote) else {
        result.append(byte)
        continue
      }
      switch escape {
      case .byte(let byte): result.append(byte)
      case .scalar(let scalar): result.append(contentsOf: Array(String(scalar).utf8))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A text as a literal in double quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where isPrinted(scalar): result.unicodeScalars.append(scalar)
      default: result += named[scalar] ?? numbered(scalar)
      }
    }
    return result + "\""
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11,
    UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]

  private static let named: [Unicode.Scalar: String] = ["\u{7}": "\\a", "\u{8}": "\\b", "\u{B}": "\\v", "\u{C}": "\\f"]

  private static func digits(
    _ bytes: [UInt8], _ position: inout Int, skip: Int, count: Int, base: UInt32, isByte: Bool
  ) -> Escape? {
    position += skip
    var value: UInt32 = 0
    for _ in 0..<count {
      guard position < bytes.count, let digit = bytes[position].hexadecimalValue, digit < base else { return nil }
      // Eight hexadecimal digits are all that fits.
      value = value &* base &+ digit
      position += 1
    }
    if isByte { return value <= 255 ? .byte(UInt8(value)) : nil }
    return Unicode.Scalar(value).map(Escape.scalar)
  }

  /// What is shown as it is: letters, marks, numbers, punctuation, symbols and the space. Not U+FFFD, since Prometheus
  /// does not read it in a string.
  private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    if scalar == "\u{FFFD}" { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }

  private static func numbered(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (prefix, count) = scalar.value < 0x80 ? ("\\x", 2) : scalar.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
    return prefix + String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
