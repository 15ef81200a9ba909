/// Writes JSON: keys in code point order, numbers in canonical text, the same bytes for equal values (but that `-0`,
/// which equals `0`, keeps its sign).
///
///     JSONWriter.compact(["b": 1, "a": [0.5]])  // {"a":[0.5],"b":1}
public struct JSONWriter: Sendable {
  /// Spaces per level; nil for one line without any white space.
  public var indent: Int?

  public init(indent: Int? = nil) {
    self.indent = indent
  }

  /// One line without white space, as for digests and wire messages.
  public static func compact(_ value: Value) -> String {
    JSONWriter().write(value)
  }

  /// The JSON text, without a final line feed.
  public func write(_ value: Value) -> String {
    var text = ""
    append(value, level: 0, to: &text)
    return text
  }

  /// A JSON string literal; only `"`, `\` and control characters are escaped.
  public static func quoted(_ string: String) -> String {
    var text = ""
    appendQuoted(string, to: &text)
    return text
  }

  private func append(_ value: Value, level: Int, to text: inout String) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let number): text += number.text
    case .string(let string): Self.appendQuoted(string, to: &text)
    case .array(let items):
      guard !items.isEmpty else {
        text += "[]"
        return
      }
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        newLine(level + 1, to: &text)
        append(item, level: level + 1, to: &text)
      }
      newLine(level, to: &text)
      text += "]"
    case .object(let object):
      guard !object.isEmpty else {
        text += "{}"
        return
      }
      text += "{"
      let members = object.sorted { $0.key.precedesInCodePointOrder($1.key) }
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        newLine(level + 1, to: &text)
        Self.appendQuoted(member.key, to: &text)
        text += indent == nil ? ":" : ": "
        append(member.value, level: level + 1, to: &text)
      }
      newLine(level, to: &text)
      text += "}"
    }
  }

  private func newLine(_ level: Int, to text: inout String) {
    guard let indent else { return }
    text += "\n"
    text += String(repeating: " ", count: indent * level)
  }

  private static func appendQuoted(_ string: String, to text: inout String) {
    text += "\""
    if string.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for scalar in string.unicodeScalars { appendEscaped(scalar, to: &text) }
    } else {
      text += string
    }
    text += "\""
  }

  private static func appendEscaped(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\u{08}": text += "\\b"
    case "\u{0C}": text += "\\f"
    case ..<"\u{20}":
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: text.unicodeScalars.append(scalar)
    }
  }
}
