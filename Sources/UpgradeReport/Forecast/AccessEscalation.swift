import Checks
import Kubernetes
import ValueTree

/// Roles and bindings that give more than before, where that leads to yet more.
enum AccessEscalation {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    let pairs = upgrade.changed.map { (old: Optional($0.from.value), new: $0.to) } + upgrade.added.map { (nil, $0) }
    return pairs.flatMap { old, new in
      gained(from: old, to: new) + aggregated(from: old, to: new) + bound(from: old, to: new)
    }
  }

  private static func gained(from: Value?, to: ObjectSet.Entry) -> [Finding] {
    guard let new = RoleView(to.value) else { return [] }
    let old = from.flatMap(RoleView.init)
    if new.isCut, old?.isCut != true {
      return [finding(to.reference, "the role allows too much to be looked through")]
    }
    var found: [Int: Set<Permission>] = [:]
    for permission in new.permissions where old?.allows(permission) != true {
      guard let place = danger(of: permission) else { continue }
      found[place, default: []].insert(permission)
    }
    return DangerousPermission.all.enumerated().compactMap { place, danger in
      found[place].map { permissions in
        let examples = permissions.sorted().prefix(3).map(\.words)
        let more = permissions.count > 3 ? ", … \(permissions.count - 3) more" : ""
        return finding(
          to.reference,
          "the role gains \(examples.joined(separator: ", "))\(more): who has it may \(danger.text)")
      }
    }
  }

  private static func danger(of permission: Permission) -> Int? {
    switch permission.target {
    // One object that is named is no way to others; what is known of it is its business.
    // Nothing follows from a status.
    case .resource(_, let resource, _) where resource.hasSuffix("/status"): nil
    case .resource(let group, let resource, name: nil):
      DangerousPermission.all.firstIndex { $0.isMatch(permission.verb, group, resource) }
    case .resource: nil
    case .url(let path): path == "*" || path == "/*" || permission.verb == "*" ? 0 : nil
    }
  }

  /// Labels that put a role's rules into the roles that people have.
  private static func aggregated(from: Value?, to: ObjectSet.Entry) -> [Finding] {
    let prefix = "rbac.authorization.k8s.io/aggregate-to-"
    let labels = to.value["metadata"]?["labels"]?.object ?? [:]
    let before = from?["metadata"]?["labels"]?.object ?? [:]
    guard to.reference.kind == "ClusterRole" else { return [] }
    return labels.keys.filter { $0.hasPrefix(prefix) && labels[$0] == "true" && before[$0] != "true" }.sorted().map {
      finding(
        to.reference, path: "metadata.labels[\"\($0)\"]",
        "the rules of this role become part of the cluster role \($0.dropFirst(prefix.count)), which people may have")
    }
  }

  private static let powerful: Set = ["cluster-admin", "admin", "edit"]
  private static let everybody: Set = [
    "system:authenticated", "system:unauthenticated", "system:anonymous", "system:masters", "system:serviceaccounts",
  ]

  private static func bound(from: Value?, to: ObjectSet.Entry) -> [Finding] {
    guard to.reference.kind == "RoleBinding" || to.reference.kind == "ClusterRoleBinding" else { return [] }
    var findings: [Finding] = []
    let role = to.value["roleRef"]
    if role?["kind"] == "ClusterRole", let name = role?["name"]?.string, powerful.contains(name),
      from?["roleRef"] != role
    {
      findings.append(finding(to.reference, path: "roleRef", "the binding gives the role \(name)"))
    }
    let before = Set((from?["subjects"]?.array ?? []).compactMap { $0["name"]?.string })
    for subject in to.value["subjects"]?.array ?? [] {
      guard let name = subject["name"]?.string, subject["kind"] != "ServiceAccount", everybody.contains(name),
        !before.contains(name)
      else { continue }
      findings.append(finding(to.reference, path: "subjects[name=\(name)]", "the binding gives its role to \(name)"))
    }
    return findings
  }

  private static func finding(_ object: ObjectReference, path: String = "rules", _ message: String) -> Finding {
    Finding(.warning, .accessEscalation, object, path: path, message, hint: "look whether it is meant")
  }
}

extension Permission {
  /// As a person says it: `get secrets`, `create pods/exec`, `* * of group *`.
  fileprivate var words: String {
    switch target {
    case .resource(let group, let resource, _): "\(verb) \(resource)" + (group.isEmpty ? "" : " of \(group)")
    case .url(let path): "\(verb) \(path)"
    }
  }
}
