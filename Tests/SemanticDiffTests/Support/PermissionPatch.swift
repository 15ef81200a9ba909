import SemanticDiff
import ValueTree

/// Applies the permissions gained and lost to a role in normal form, and leaves out what a wildcard includes anyway.
struct PermissionPatch {
  private var lost: [Value] = []
  private var gained: [Value] = []

  init(_ changes: [Change]) {
    for change in changes where change.position == nil {
      guard change.path.steps.first == .key("rules"), change.path.steps.count > 1,
        case .item(let fields) = change.path.steps[1], let value = change.from ?? change.to
      else { continue }
      for verb in value.array ?? [value] {
        var rule: Object = ["verbs": [verb]]
        for field in fields { rule[field.name + "s"] = [.string(field.value)] }
        if rule["nonResourceURLs"] == nil, rule["apiGroups"] == nil { rule["apiGroups"] = [""] }
        if change.kind == .removed { lost.append(.object(rule)) } else { gained.append(.object(rule)) }
      }
    }
  }

  func apply(to role: Value) -> Value {
    guard let rules = role["rules"]?.array, case .object(var members) = role else { return role }
    let permissions = rules.filter { !lost.contains($0) } + gained
    let distinct = NormalForm.sorted(Array(Set(permissions)))
    let kept = distinct.filter { permission in
      !distinct.contains { $0 != permission && Self.includes($0, permission) }
    }
    members["rules"] = .array(kept)
    return .object(members)
  }

  private static func includes(_ wide: Value, _ narrow: Value) -> Bool {
    guard let wide = wide.object, let narrow = narrow.object, wide.keys.allSatisfy({ narrow[$0] != nil }) else {
      return false
    }
    return narrow.allSatisfy { key, value in
      guard let allowed = wide[key]?.array?.first?.string, let asked = value.array?.first?.string else {
        return key == "resourceNames" && wide[key] == nil
      }
      return allowed == asked || (allowed == "*" && key != "resourceNames")
        || (allowed.hasPrefix("*/") && asked.hasSuffix(String(allowed.dropFirst())))
    }
  }
}
