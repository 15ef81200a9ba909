/// Walks through the one-line JSON that `'' + […]` gives: `[1, "a", { }, [true, null]]`.
///
/// The text comes from libjsonnet itself, so it is not checked; it never reads beyond its end.
struct SerialisedReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset = 0
  /// Whether a string that was passed holds a NUL.
  private(set) var hasNUL = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The elements of the array that the text is; nil where it is none.
  static func elements(of text: UnsafeBufferPointer<UInt8>) -> [Slice<UnsafeBufferPointer<UInt8>>]? {
    var reader = SerialisedReader(text)
    guard reader.peek == UInt8(ascii: "[") else { return nil }
    reader.offset += 1
    var elements: [Slice<UnsafeBufferPointer<UInt8>>] = []
    while let byte = reader.peek {
      switch byte {
      case UInt8(ascii: "]"): return elements
      case UInt8(ascii: ","), UInt8(ascii: " "): reader.offset += 1
      default: elements.append(reader.value())
      }
    }
    return nil
  }

  /// Passes a value of any kind.
  mutating func value() -> Slice<UnsafeBufferPointer<UInt8>> {
    let start = offset
    var depth = 0
    repeat {
      switch peek {
      case UInt8(ascii: "\""): passString()
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        offset += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        offset += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: " "): offset += 1
      default: passWord()
      }
    } while depth > 0 && offset < bytes.count
    return bytes[start..<offset]
  }

  /// Passes a string with its quotes.
  mutating func passString() {
    offset += 1
    while let byte = peek, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        if bytes[offset...].dropFirst().starts(with: "u0000".utf8) { hasNUL = true }
        offset += 1
      }
      offset += 1
    }
    offset = min(offset + 1, bytes.count)
  }

  /// Passes a number or a literal; at least one byte.
  mutating func passWord() {
    offset += 1
    while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}") {
      offset += 1
    }
  }

  mutating func skip() { offset += 1 }

  /// What a string says; nil for any other kind, and for one with a NUL, which no C string can carry.
  static func decoded(_ element: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    guard element.count >= 2, element.first == UInt8(ascii: "\"") else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(element.count)
    var rest = element.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        // Only control characters are escaped so.
        guard let code = Int(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16), code > 0,
          let scalar = Unicode.Scalar(code)
        else { return nil }
        rest = rest.dropFirst(4)
        result.append(contentsOf: UTF8.encode(scalar) ?? .init())
      case let other?: result.append(other)
      case nil: return nil
      }
    }
    return result
  }
}
