import Kubernetes
import ValueTree

extension Comparison {
  /// Compares the rules of two roles by what they allow, whatever rule allows it.
  ///
  ///     rules[apiGroup=apps,resource=deployments].verbs[patch] added
  ///     rules[apiGroup=discovery.k8s.io,resource=endpointslices] added ["get", "list"]
  mutating func comparePermissions(_ from: [Value], _ to: [Value], _ ends: (start: Int, end: Int), _ item: Field) {
    let start = changes.count
    compareItems(from, to, ends, by: .bag, item)
    // Rules that no API server would take, or that allow too much to write down, stay compared as lists.
    guard changes.count > start, (from + to).allSatisfy(Self.isRule) else { return }
    let old = RoleView(rules: from), new = RoleView(rules: to)
    guard !old.isCut, !new.isCut else { return }
    let lost = Self.permissions(of: old, notIn: new)
    // What only a lost wildcard allowed until now, and is still allowed, is told as well: it is what remains of it.
    var kept = old
    kept.permissions.subtract(lost)
    let gained = Self.permissions(of: new, notIn: kept)
    if lost.isEmpty, gained.isEmpty { return collapse(from: start, .array(from), .array(to)) }
    drop(from: start)
    note(lost, .removed, shared: Set(new.permissions.map(\.target)))
    note(gained, .added, shared: Set(old.permissions.map(\.target)))
  }

  private static func permissions(of role: RoleView, notIn other: RoleView) -> [Permission] {
    role.permissions.filter { !other.permissions.contains($0) && !other.allows($0) }.sorted()
  }

  /// Notes permissions by target: the verbs one by one where both sides have the target, else all of them at once.
  private mutating func note(_ permissions: [Permission], _ kind: Change.Kind, shared: Set<Permission.Target>) {
    var rest = permissions[...]
    while let target = rest.first?.target {
      let verbs = rest.prefix { $0.target == target }.map(\.verb)
      rest = rest.dropFirst(verbs.count)
      let step = ChangePath.Step.item(Self.fields(of: target))
      guard shared.contains(target) else {
        appendUnplaced(kind, [step], .array(verbs.map(Value.string)))
        continue
      }
      for verb in verbs { appendUnplaced(kind, [step, .key("verbs"), .member(verb)], .string(verb)) }
    }
  }

  private static func fields(of target: Permission.Target) -> [ChangePath.Field] {
    switch target {
    case .url(let path): return [ChangePath.Field("nonResourceURL", path)]
    case .resource(let group, let resource, let name):
      return (group.isEmpty ? [] : [ChangePath.Field("apiGroup", group)]) + [ChangePath.Field("resource", resource)]
        + (name.map { [ChangePath.Field("resourceName", $0)] } ?? [])
    }
  }

  /// Whether a rule holds lists of texts and nothing that `RoleView` would pass over.
  private static func isRule(_ rule: Value) -> Bool {
    guard case .object(let members) = rule else { return false }
    return members.allSatisfy { key, value in
      ["apiGroups", "resources", "resourceNames", "nonResourceURLs", "verbs"].contains(key)
        && value.array?.allSatisfy { $0.string != nil } == true
    }
  }
}
