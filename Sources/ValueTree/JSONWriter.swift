/// Writes JSON: keys in code point order, numbers in canonical text, the same bytes for equal values (but that `-0`,
/// which equals `0`, keeps its sign).
///
///     JSONWriter.compact(["b": 1, "a": [0.5]])  // {"a":[0.5],"b":1}
public struct JSONWriter: Sendable {
  /// Spaces per level; nil for one line without any white space.
  public var indent: Int?

  /// A writer of one line, unless an indent is given.
  public init(indent: Int? = nil) {
    self.indent = indent
  }

  /// One line without white space, as for digests and wire messages.
  public static func compact(_ value: Value) -> String {
    JSONWriter().write(value)
  }

  /// The JSON text, without a final line feed.
  public func write(_ value: Value) -> String {
    var text: [UInt8] = []
    append(value, level: 0, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// A JSON string literal; only `"`, `\` and control characters are escaped.
  public static func quoted(_ string: String) -> String {
    var text: [UInt8] = []
    appendQuoted(string, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private func append(_ value: Value, level: Int, to text: inout [UInt8]) {
    switch value {
    case .null: text += "null".utf8
    case .bool(let bool): text += (bool ? "true" : "false").utf8
    case .number(let number): text += number.text.utf8
    case .string(let string): Self.appendQuoted(string, to: &text)
    case .array(let items): append(items, level: level, to: &text)
    case .object(let object): append(object, level: level, to: &text)
    }
  }

  private func append(_ items: [Value], level: Int, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      newLine(level + 1, comma: index > 0, to: &text)
      append(item, level: level + 1, to: &text)
    }
    if !items.isEmpty { newLine(level, comma: false, to: &text) }
    text.append(UInt8(ascii: "]"))
  }

  private func append(_ object: Object, level: Int, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "{"))
    let members = object.sorted { $0.key.precedesInCodePointOrder($1.key) }
    for (index, member) in members.enumerated() {
      newLine(level + 1, comma: index > 0, to: &text)
      Self.appendQuoted(member.key, to: &text)
      text += (indent == nil ? ":" : ": ").utf8
      append(member.value, level: level + 1, to: &text)
    }
    if !members.isEmpty { newLine(level, comma: false, to: &text) }
    text.append(UInt8(ascii: "}"))
  }

  private func newLine(_ level: Int, comma: Bool, to text: inout [UInt8]) {
    if comma { text.append(UInt8(ascii: ",")) }
    guard let indent else { return }
    text.append(UInt8(ascii: "\n"))
    text += repeatElement(UInt8(ascii: " "), count: indent * level)
  }

  private static func appendQuoted(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      var start = 0
      for (offset, byte) in bytes.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        text.append(contentsOf: bytes[start..<offset])
        text += escape(byte).utf8
        start = offset + 1
      }
      text.append(contentsOf: bytes[start...])
    }
    text.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    case 0x08: return "\\b"
    case 0x0C: return "\\f"
    default: return "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
  }
}
