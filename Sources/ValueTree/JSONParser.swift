import Diagnostics

/// The recursive descent behind `JSONReader`, over a buffer that outlives it.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  let depthLimit: Int
  /// Filled while parsing where the caller wants positions.
  var source: SourceMap?

  private var offset = 0
  private var depth = 0
  private var path = ValuePath.root
  private var cursor = LineCursor()

  init(bytes: UnsafeBufferPointer<UInt8>, file: String, depthLimit: Int, source: SourceMap?) {
    self.bytes = bytes
    self.file = file
    self.depthLimit = depthLimit
    self.source = source
  }

  /// One value with white space around it, and nothing else.
  mutating func document() throws -> Value {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
    skipSpace()
    let value = try self.value()
    skipSpace()
    guard offset == bytes.count else { throw error("unexpected text after the JSON value") }
    return value
  }

  private mutating func value() throws -> Value {
    if source != nil {
      let position = cursor.advance(to: offset, in: bytes)
      source?.record(value: path, at: position)
    }
    guard let byte = peek else { throw error("unexpected end of the JSON text, expected a value") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    default: throw error("expected a JSON value, found \(found)")
    }
  }

  private mutating func object() throws -> Object {
    try enter()
    defer { depth -= 1 }
    var members = Object()
    if takeAfterSpace("}") { return members }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw error("expected a key in double quotes, found \(found)") }
      let start = offset
      let key = try string()
      if source != nil {
        path.steps.append(.key(key))
        let position = cursor.advance(to: start, in: bytes)
        source?.record(key: path, at: position)
      }
      guard takeAfterSpace(":") else { throw error("expected ':' after the key \"\(key)\", found \(found)") }
      skipSpace()
      let value = try self.value()
      if source != nil { path.steps.removeLast() }
      guard members.updateValue(value, forKey: key) else {
        throw error("duplicate key \"\(key)\"", at: start)
      }
    } while takeAfterSpace(",")
    guard takeAfterSpace("}") else { throw error("expected ',' or '}', found \(found)") }
    return members
  }

  private mutating func array() throws -> [Value] {
    try enter()
    defer { depth -= 1 }
    var items: [Value] = []
    if takeAfterSpace("]") { return items }
    repeat {
      skipSpace()
      if source != nil { path.steps.append(.index(items.count)) }
      items.append(try value())
      if source != nil { path.steps.removeLast() }
    } while takeAfterSpace(",")
    guard takeAfterSpace("]") else { throw error("expected ',' or ']', found \(found)") }
    return items
  }

  private mutating func number() throws -> Number {
    let start = offset
    while let byte = peek, Self.isNumberByte(byte) { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let number = Number(literal: text) else { throw error("'\(text)' is not a JSON number", at: start) }
    return number
  }

  private mutating func string() throws -> String {
    let open = offset
    offset += 1
    let start = offset
    // Most strings have no escapes: their bytes are taken as they are.
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
    if peek == UInt8(ascii: "\"") {
      defer { offset += 1 }
      return try utf8(bytes[start..<offset], at: start)
    }
    var decoded = Array(bytes[start..<offset])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return try decoded.withUnsafeBufferPointer { try utf8($0[...], at: start) }
      case UInt8(ascii: "\\"):
        try escape(into: &decoded)
      case ..<0x20:
        throw error("a control character in a string must be escaped")
      default:
        decoded.append(byte)
        offset += 1
      }
    }
    throw error("this string has no end", at: open)
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
      throw error("unknown escape in a string", at: start)
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
    guard offset + 4 <= bytes.count,
      bytes[offset..<offset + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw error("\\u needs four hexadecimal digits", at: start) }
    offset += 4
    return unit
  }

  private func utf8(_ slice: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) throws -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw error("this string is not valid UTF-8", at: start)
    }
    return text
  }

  private mutating func enter() throws {
    depth += 1
    guard depth <= depthLimit else { throw error("nested deeper than \(depthLimit) levels") }
    offset += 1
  }
}

// MARK: Scanning

extension JSONParser {
  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count,
      UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount).elementsEqual(bytes[offset..<end])
    else { return false }
    offset = end
    return true
  }

  private mutating func takeAfterSpace(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private var found: String {
    guard let byte = peek else { return "the end of the text" }
    let rest = bytes[offset..<min(bytes.count, offset + 4)]
    let character = String(decoding: rest, as: UTF8.self).first ?? "?"
    return byte < 0x20 ? "a control character" : "'\(character)'"
  }

  private func error(_ message: String, at place: Int? = nil) -> Diagnostic {
    var cursor = LineCursor()
    let position = cursor.advance(to: place ?? offset, in: bytes)
    let text = SourceMap(file: file, text: String(decoding: bytes.prefix(1 << 20), as: UTF8.self))
    let location = SourceLocation(file: file, line: position.line, column: position.column)
    return Diagnostic(message, at: location, excerpt: text.excerpt(at: location))
  }
}

/// Follows a text's lines and columns forwards, so that noting many places costs one walk.
private struct LineCursor {
  private var offset = 0
  private var position = SourceMap.Position(line: 1, column: 1)

  mutating func advance(to target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> SourceMap.Position {
    while offset < min(target, bytes.count) {
      if bytes[offset] == 0x0A {
        position = SourceMap.Position(line: position.line + 1, column: 1)
      } else if bytes[offset] & 0xC0 != 0x80 {
        position.column += 1
      }
      offset += 1
    }
    return position
  }
}
