import Diagnostics
import Jsonnet
import ValueTree
import YAML

/// How `render` writes what a program evaluates to.
public enum RenderForm: Sendable {
  /// YAML as upstream's pipeline writes it.
  case yaml
  /// JSON as `jsonnet` prints it.
  case json
  /// The strings themselves (`jsonnet -S`).
  case text

  /// The text of one evaluated document, with its final line feed; for `.text` the string itself.
  func text(of value: Value) -> String {
    switch self {
    case .yaml: YAMLWriter.write(value)
    case .json: JsonnetJSON.write(value)
    case .text: (value.string ?? "") + "\n"
    }
  }

  /// What a key of a multi-file program adds to its file's name.
  ///
  /// `jsonnet -m` writes the key as it stands; upstream's pipeline adds `.yaml` when it converts the file.
  public var fileSuffix: String { self == .yaml ? ".yaml" : "" }
}

/// JSON in the layout of the `jsonnet` command: three spaces a level, `[ ]` and `{ }`.
enum JsonnetJSON {
  static func write(_ value: Value) -> String {
    var text = ""
    append(value, indent: "", to: &text)
    return text + "\n"
  }

  /// jsonnet escapes the second range of control characters too.
  private static func quoted(_ text: String) -> String {
    let quoted = JSONWriter.quoted(text)
    let isControl = { (scalar: Unicode.Scalar) in (0x7F...0x9F).contains(scalar.value) }
    guard quoted.unicodeScalars.contains(where: isControl) else { return quoted }
    return quoted.unicodeScalars.map { isControl($0) ? "\\u00" + String($0.value, radix: 16) : String($0) }.joined()
  }

  private static func append(_ value: Value, indent: String, to text: inout String) {
    let inner = indent + "   "
    switch value {
    case .null, .bool, .number:
      text += JSONWriter.compact(value)
    case .string(let string):
      text += quoted(string)
    case .array(let items):
      text += items.isEmpty ? "[ ]" : "[\n"
      for (index, item) in items.enumerated() {
        text += index > 0 ? ",\n" + inner : inner
        append(item, indent: inner, to: &text)
      }
      text += items.isEmpty ? "" : "\n" + indent + "]"
    case .object(let object):
      text += object.isEmpty ? "{ }" : "{\n"
      // The order of libjsonnet, by code points.
      for (index, (key, value)) in object.enumerated() {
        text += (index > 0 ? ",\n" + inner : inner) + quoted(key) + ": "
        append(value, indent: inner, to: &text)
      }
      text += object.isEmpty ? "" : "\n" + indent + "}"
    }
  }
}
