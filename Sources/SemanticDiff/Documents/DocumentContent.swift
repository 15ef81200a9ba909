import ValueTree
import YAML

/// What a text under a key of a ConfigMap or a Secret holds, as far as it can be read.
struct DocumentContent {
  /// What kind of document it is; `.text` where it is none.
  private(set) var kind = DocumentKind.text
  /// The document, an object or a list; nil where the text is none: a script, several documents, a broken one.
  private(set) var tree: Value?

  /// The API server takes objects of at most 1.5 MiB; what is much longer never gets there, and is not worth a parser.
  private static let limit = 4 << 20

  /// Reads a text by the ending of its key, or by what it begins with.
  init(_ text: String, key: String) {
    guard text.utf8.count <= Self.limit else { return }
    if key.hasSuffix(".ini") {
      tree = INIDocument.read(text)
      kind = tree == nil ? .text : .settings
      return
    }
    let start = text.utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let isJSON = start == UInt8(ascii: "{") || start == UInt8(ascii: "[")
    // A text of one line without an ending that promises YAML is a value: `key: a`, say, in an environment variable.
    guard isJSON || Self.isYAML(key) || text.utf8.dropLast().contains(UInt8(ascii: "\n")) else { return }
    let tree = isJSON ? (try? JSONReader.read(text)) ?? (try? YAMLReader.read(text)) : try? YAMLReader.read(text)
    guard let tree, tree.kind == .object || tree.kind == .array else { return }
    self.tree = tree
    kind = DocumentKind(tree)
  }

  private static func isYAML(_ key: String) -> Bool {
    [".yaml", ".yml", ".json"].contains(where: key.hasSuffix)
  }
}
