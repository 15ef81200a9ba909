import Kubernetes
import ValueTree

/// A label selector as kubectl writes one: `app=prometheus,env in (a,b),!old`.
enum SelectorText {
  /// The requirements in a fixed order; `any labels` for a selector that asks for none.
  static func text(_ selector: Value) -> String {
    let labels = (selector["matchLabels"]?.object ?? [:]).map { "\($0.key)=\($0.value.scalarText ?? "?")" }
    let expressions = (selector["matchExpressions"]?.array ?? []).map(requirement)
    let all = (labels + expressions).sorted()
    return all.isEmpty ? "any labels" : all.joined(separator: ",")
  }

  private static func requirement(_ value: Value) -> String {
    let key = value["key"]?.scalarText ?? "?"
    let values = (value["values"] ?? .null).scalarTexts.sorted()
    switch value["operator"]?.string {
    // One value says the same as a label.
    case "In": return values.count == 1 ? "\(key)=\(values[0])" : "\(key) in (\(values.joined(separator: ",")))"
    case "NotIn": return "\(key) notin (\(values.joined(separator: ",")))"
    case "Exists": return key
    case "DoesNotExist": return "!\(key)"
    default: return "\(key) ?"
    }
  }
}
