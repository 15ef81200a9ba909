import ValueTree

/// Writes YAML, byte for byte as upstream's `gojsontoyaml` does, and the same bytes for equal values.
///
///     YAMLWriter.write(["replicas": 2, "args": ["--log=info", "on"]])
///     // args:
///     // - --log=info
///     // - "on"
///     // replicas: 2
///
/// Keys stand in go-yaml's natural order (`NaturalOrder`). A string that any YAML reader, 1.1 or 1.2, could take for
/// another type is double quoted, keys too; a string with a line feed is a literal block; any other is plain, or single
/// quoted where plain would not read back. Where that is more careful than upstream, `PlainText` says so.
public enum YAMLWriter {
  /// The text of one document, ended by a line feed.
  public static func write(_ value: Value) -> String {
    Emitter().document { append(value, to: $0) }
  }

  /// The text of a stream: each document after a line `---`.
  ///
  ///     YAMLWriter.write(documents: [1, "a"])  // "---\n1\n---\na\n"
  public static func write(documents: [Value]) -> String {
    documents.map { "---\n" + write($0) }.joined()
  }

  private static func append(_ value: Value, to emitter: Emitter) {
    switch value {
    case .null: emitter.scalar("null", .plain)
    case .bool(let bool): emitter.scalar(bool ? "true" : "false", .plain)
    case .number(let number): emitter.scalar(text(of: number), .plain)
    case .string(let string): emitter.scalar(string, style(of: string))
    case .array(let items):
      emitter.sequence { emitter in
        for item in items { append(item, to: emitter) }
      }
    case .object(let object):
      emitter.mapping { emitter in
        let members = object.sorted { NaturalOrder.precedes($0.key, $1.key) }
        for (key, value) in members {
          emitter.scalar(key, style(of: key))
          append(value, to: emitter)
        }
      }
    }
  }

  private static func style(of string: String) -> Emitter.Style {
    if PlainText.hasForeignLineBreak(string) { return .doubleQuoted }
    if string.utf8.contains(UInt8(ascii: "\n")) { return .literal }
    return PlainText.isAmbiguous(string) ? .doubleQuoted : .plain
  }

  /// As go-yaml prints numbers: zero has no sign, and fractions from a million on have an exponent.
  private static func text(of number: Number) -> String {
    if let integer = number.integer { return String(integer) }
    guard abs(number.double) >= 1e6 else { return number.text }
    return GoNumber.exponentText(number.text) ?? number.text
  }
}
