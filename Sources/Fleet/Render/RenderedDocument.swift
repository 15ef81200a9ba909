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

  /// The text of one evaluated document, with its final line feed.
  ///
  /// - Parameter json: what the evaluator printed: JSON, or for `.text` the string itself.
  public func text(of json: String, named name: String) throws -> String {
    switch self {
    case .yaml: YAMLWriter.write(try JSONReader.read(json, file: name))
    case .json: JsonnetJSON.write(try JSONReader.read(json, file: name))
    case .text: json
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

  private static func append(_ value: Value, indent: String, to text: inout String) {
    let inner = indent + "   "
    switch value {
    case .null, .bool, .number, .string:
      text += JSONWriter.compact(value)
    case .array(let items):
      text += items.isEmpty ? "[ ]" : "[\n"
      for (index, item) in items.enumerated() {
        text += index > 0 ? ",\n" + inner : inner
        append(item, indent: inner, to: &text)
      }
      text += items.isEmpty ? "" : "\n" + indent + "]"
    case .object(let object):
      text += object.isEmpty ? "{ }" : "{\n"
      for (index, key) in object.keys.sorted().enumerated() {
        text += (index > 0 ? ",\n" + inner : inner) + JSONWriter.quoted(key) + ": "
        append(object[key] ?? .null, indent: inner, to: &text)
      }
      text += object.isEmpty ? "" : "\n" + indent + "}"
    }
  }
}
