import Kubernetes
import ValueTree
import YAML

/// A document in a ConfigMap or a Secret.
enum EmbeddedDocument {
  /// The API server takes objects of at most 1.5 MiB; what is much longer never gets there.
  private static let limit = 4 << 20

  /// The YAML or JSON under a key; nil where it is neither.
  static func read(_ entry: Payload.Entry) -> Value? {
    entry.bytes.count > limit ? nil : try? YAMLReader.read(entry.bytes)
  }
}
