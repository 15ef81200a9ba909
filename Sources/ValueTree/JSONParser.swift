import Diagnostics

/// The recursive descent behind `JSONReader`, over a buffer that outlives it.
///
/// It takes stack for each level of nesting, which is why there is a limit that no option can lift.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  let options: JSONReader.Options
  let depthLimit: Int
  /// Filled while parsing where the caller wants positions.
  var source: SourceMap?

  var offset = 0
  private var depth = 0
  private var path = ValuePath.root
  private var cursor = LineCursor()

  init(bytes: UnsafeBufferPointer<UInt8>, file: String, options: JSONReader.Options, source: SourceMap?) {
    // A byte order mark is no part of the text, so it does not count as a column either.
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes[3...]) : bytes
    self.file = file
    depthLimit = min(options.depthLimit, Value.greatestDepth)
    self.options = options
    self.source = source
  }

  /// One value with white space around it, and nothing else.
  mutating func document() throws -> Value {
    skipSpace()
    let value = try self.value()
    skipSpace()
    guard offset == bytes.count else {
      throw error("unexpected text after the JSON value: \(found)", hint: "a JSON text holds one value")
    }
    return value
  }

  private mutating func value() throws -> Value {
    if source != nil { noteValue() }
    guard let byte = peek else { try unexpectedEnd() }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    default: try expected("a JSON value")
    }
  }

  private mutating func object() throws -> Object {
    try enter()
    var members = Object()
    if takeAfterSpace("}") {
      depth -= 1
      return members
    }
    var starts: [Int] = []
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { try expected("a key in double quotes") }
      let start = offset
      let key = try string()
      guard takeAfterSpace(":") else { try expectedColon(after: key) }
      skipSpace()
      if source != nil { noteKey(key, at: start) }
      let value = try self.value()
      if source != nil { path.steps.removeLast() }
      guard members.updateValue(value, forKey: key) else {
        try duplicate(key, at: start, first: members.index(of: key).map { starts[$0] })
      }
      starts.append(start)
    } while takeAfterSpace(",")
    guard takeAfterSpace("}") else { try expected("',' or '}'") }
    depth -= 1
    return members
  }

  private mutating func noteValue() {
    let position = cursor.advance(to: offset, in: bytes)
    source?.record(value: path, at: position)
  }

  private mutating func noteKey(_ key: String, at start: Int) {
    path.steps.append(.key(key))
    let position = cursor.advance(to: start, in: bytes)
    source?.record(key: path, at: position)
  }

  private mutating func array() throws -> [Value] {
    try enter()
    var items: [Value] = []
    if takeAfterSpace("]") {
      depth -= 1
      return items
    }
    repeat {
      skipSpace()
      if source != nil { path.steps.append(.index(items.count)) }
      items.append(try value())
      if source != nil { path.steps.removeLast() }
    } while takeAfterSpace(",")
    guard takeAfterSpace("]") else { try expected("',' or ']'") }
    depth -= 1
    return items
  }

  private mutating func number() throws -> Number {
    let start = offset
    while let byte = peek, Self.isNumberByte(byte) { offset += 1 }
    if let small = Self.smallInteger(bytes[start..<offset]) { return Number(small) }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let number = Number(literal: text) else { try notANumber(text, at: start) }
    return number
  }

  /// Most numbers by far: one to eighteen digits without a leading zero.
  private static func smallInteger(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard digits.count <= 18, let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else {
      return nil
    }
    var value = 0
    for byte in digits {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  private mutating func enter() throws {
    depth += 1
    guard depth <= depthLimit else { try tooDeep() }
    offset += 1
  }
}

// MARK: Scanning

extension JSONParser {
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

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

  mutating func take(_ word: StaticString) -> Bool {
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
