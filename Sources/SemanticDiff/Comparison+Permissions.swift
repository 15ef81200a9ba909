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
    guard changes.count > start, let old = PermissionSet(.array(from)), let new = PermissionSet(.array(to)) else {
      return
    }
    let lost = old.lost(in: new), gained = new.lost(in: old)
    if lost.isEmpty, gained.isEmpty { return collapse(from: start, .array(from), .array(to)) }
    drop(from: start)
    note(lost, .removed, isShared: new.targets.contains)
    note(gained, .added, isShared: old.targets.contains)
  }

  /// Notes permissions by target: the verbs one by one where both sides have the target, else all of them at once.
  private mutating func note(
    _ permissions: [PermissionSet.Permission], _ kind: Change.Kind, isShared: (PermissionSet.Target) -> Bool
  ) {
    var rest = permissions[...]
    while let target = rest.first?.target {
      let verbs = rest.prefix { $0.target == target }.map(\.verb)
      rest = rest.dropFirst(verbs.count)
      let step = ChangePath.Step.item(Self.fields(of: target))
      guard isShared(target) else {
        appendUnplaced(kind, [step], .array(verbs.map(Value.string)))
        continue
      }
      for verb in verbs { appendUnplaced(kind, [step, .key("verbs"), .member(verb)], .string(verb)) }
    }
  }

  private static func fields(of target: PermissionSet.Target) -> [ChangePath.Field] {
    if let path = target.path { return [ChangePath.Field("nonResourceURL", path)] }
    var fields = [ChangePath.Field("resource", target.resource)]
    if !target.group.isEmpty { fields.insert(ChangePath.Field("apiGroup", target.group), at: 0) }
    if let name = target.name { fields.append(ChangePath.Field("resourceName", name)) }
    return fields
  }
}
