import Diagnostics

extension JSONParser {
  /// A string and its quotes.
  mutating func string() throws -> String {
    let open = offset
    offset += 1
    let start = offset
    passPlainBytes()
    // Most strings have no escapes: their bytes are taken as they are.
    if peek == UInt8(ascii: "\"") {
      defer { offset += 1 }
      return try utf8(UnsafeBufferPointer(rebasing: bytes[start..<offset]), at: start)
    }
    var decoded = Array(bytes[start..<offset])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return try decoded.withUnsafeBufferPointer { try utf8($0, at: start) }
      case UInt8(ascii: "\\"):
        try escape(into: &decoded)
      case ..<0x20:
        throw error("a control character in a string must be escaped", hint: "write \\n for a line feed, \\t for a tab")
      default:
        let run = offset
        passPlainBytes()
        decoded.append(contentsOf: bytes[run..<offset])
      }
    }
    throw error("this string has no end", at: open, hint: "close it with '\"'")
  }

  private mutating func passPlainBytes() {
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
  }

  private mutating func escape(into decoded: inout [UInt8]) throws {
    let start = offset
    offset += 1
    guard let byte = peek else { throw error("this escape has no end", at: start) }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      decoded.append(contentsOf: String(Character(try unicodeEscape(startingAt: start))).utf8)
    default:
      throw error("unknown escape in a string", at: start, hint: "write '\\\\' for a backslash")
    }
  }

  private mutating func unicodeEscape(startingAt start: Int) throws -> Unicode.Scalar {
    let first = try hexDigits(startingAt: start)
    if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
    guard UTF16.isLeadSurrogate(first), take("\\u") else { throw error("half of a surrogate pair", at: start) }
    let second = try hexDigits(startingAt: start)
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)
    else { throw error("half of a surrogate pair", at: start) }
    return scalar
  }

  private mutating func hexDigits(startingAt start: Int) throws -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap(Self.hexValue) else { throw error("\\u needs four hexadecimal digits", at: start) }
      value = value << 4 | UInt16(digit)
      offset += 1
    }
    return value
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private func utf8(_ text: UnsafeBufferPointer<UInt8>, at start: Int) throws -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw error("this string is not valid UTF-8", at: start, hint: "save the file as UTF-8")
    }
    return string
  }
}
