import Kubernetes
import ValueTree

/// Who is bound to what, as lines: `ServiceAccount monitoring/prometheus-k8s has Role prometheus-k8s`.
enum BindingText {
  /// One line for each subject, in the order of the binding; a binding without any has one, too.
  static func lines(_ binding: Value) -> [String] {
    let role = name(binding["roleRef"] ?? .null)
    let subjects = (binding["subjects"]?.array ?? []).map { name($0) }
    return subjects.isEmpty ? ["nobody has \(role)"] : subjects.map { "\($0) has \(role)" }
  }

  private static func name(_ value: Value) -> String {
    let namespace = value["namespace"]?.scalarText.map { $0 + "/" } ?? ""
    return "\(value["kind"]?.scalarText ?? "?") \(namespace)\(value["name"]?.scalarText ?? "?")"
  }
}
