import Diagnostics
import ValueTree

/// What has to hold before libyaml sees a text: it is UTF-8.
enum TextCheck {
  /// The text without a byte order mark; throws where it is in another encoding or damaged.
  static func utf8(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, quotesText: Bool
  ) throws -> UnsafeBufferPointer<UInt8> {
    if let name = foreignEncoding(bytes) {
      throw Diagnostic(
        "this text is \(name), expected UTF-8", at: SourceLocation(file: file, line: 1, column: 1),
        hint: "save the file as UTF-8")
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes[3...]) : bytes
    if let offset = firstInvalidByte(text) {
      throw ProblemReporter(input: text, file: file, quotesText: quotesText).diagnostic(
        "this text is not valid UTF-8: byte 0x\(hex(text[offset]))", atByte: offset,
        hint: "save the file as UTF-8")
    }
    return text
  }

  private static func foreignEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00]) || bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    // Without a mark, an ASCII character next to a zero byte tells.
    guard bytes.count >= 2 else { return nil }
    return (bytes[0] == 0) != (bytes[1] == 0) ? "UTF-16" : nil
  }

  private static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    // The standard library's check is fast and says only whether; the slow one then says where.
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: return min(offset, bytes.count - 1)
      }
    }
  }

  static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
