import Diagnostics
import Kubernetes
import ValueTree
import YAML

/// Alertmanager's configuration in a Secret.
struct RoutingDocument {
  /// Its place in the Secret.
  var path: ValuePath
  /// What it holds, or why it cannot be read.
  var content: Result<Value, any Error>

  /// The keys under which prometheus-operator and Alertmanager look for a configuration.
  private static let keys = ["alertmanager.yaml", "alertmanager.yml"]

  /// The configuration holds secrets.
  private static let options = {
    var options = YAMLReader.Options()
    options.quotesText = false
    return options
  }()

  /// Those of a Secret.
  static func all(in entry: ObjectSet.Entry) -> [RoutingDocument] {
    let payload = Payload(entry.value, isSecret: true)
    return keys.compactMap { key in
      guard let found = payload.entries[key] else { return nil }
      // Alertmanager reads the first document and passes by what follows.
      let content = Result { try YAMLReader.readAll(found.bytes, file: key, options: options).first ?? .null }
      return RoutingDocument(path: ValuePath(.key(found.field), .key(key)), content: content)
    }
  }

  /// Why Alertmanager cannot read it at all, with nothing of its text; nil where it can. One that is a single word is
  /// what some other program puts the configuration in place of.
  var problem: String? {
    switch content {
    case .success(let value): value.array == nil ? nil : "is a list and no mapping"
    case .failure(let error):
      DiagnosticList(error).all.first.map { diagnostic in
        let line = diagnostic.location?.line.map { "line \($0): " } ?? ""
        return "cannot be read: \(line)\(diagnostic.message)"
      }
    }
  }
}
