import Kubernetes
import ValueTree

/// Permissions gained and lost: roles, bindings and network policies.
enum AccessView {
  /// In the order of the objects; those whose access is the same are left out.
  static func changes(_ objects: [ObjectPair]) -> [AccessChange] {
    objects.compactMap { pair -> AccessChange? in
      let old = pair.from.flatMap { AccessFacts($0.value) }, new = pair.to.flatMap { AccessFacts($0.value) }
      guard old != nil || new != nil else { return nil }
      let details = AccessFacts.lines(from: old ?? .none, to: new ?? .none)
      // An object that came or went is told even where it allows nothing.
      if old != nil, new != nil, details.isEmpty { return nil }
      return AccessChange(
        object: pair.reference, kind: old == nil ? .added : new == nil ? .removed : .changed, what: "",
        details: details)
    }
  }
}

/// What an object says about access, apart from how it says it.
private struct AccessFacts {
  var role: RoleView?
  /// What it says in lines that are there or not, in the order of the object: subjects, a policy's peers.
  var statements: [String] = []

  static let none = AccessFacts()

  private init() {}

  init?(_ object: Value) {
    switch object["kind"]?.string {
    case "Role", "ClusterRole":
      role = RoleView(object)
      statements = Self.aggregation(object)
    case "RoleBinding", "ClusterRoleBinding": statements = BindingText.lines(object)
    case "NetworkPolicy": statements = NetworkPolicyText.lines(object)
    default: return nil
    }
  }

  static func lines(from: AccessFacts, to: AccessFacts) -> [String] {
    let news = Set(to.statements), olds = Set(from.statements)
    return permissions(from: from.role, to: to.role)
      + to.statements.filter { !olds.contains($0) }.map { "gained: \($0)" }
      + from.statements.filter { !news.contains($0) }.map { "lost: \($0)" }
  }

  private static func permissions(from: RoleView?, to: RoleView?) -> [String] {
    if from?.isCut == true || to?.isCut == true { return ["allows too much to be listed"] }
    let gained = (to?.permissions ?? []).filter { from?.allows($0) != true }
    let lost = (from?.permissions ?? []).filter { to?.allows($0) != true }
    return PermissionText.lines(gained).map { "gained: \($0)" } + PermissionText.lines(lost).map { "lost: \($0)" }
  }

  /// Roles that take the rules of others, or give theirs to others by label.
  private static func aggregation(_ object: Value) -> [String] {
    let selectors = (object["aggregationRule"]?["clusterRoleSelectors"]?.array ?? []).map {
      "the rules of cluster roles with \(SelectorText.text($0))"
    }
    let prefix = "rbac.authorization.k8s.io/aggregate-to-"
    let labels = object["metadata"]?["labels"]?.object ?? [:]
    return selectors
      + labels.keys.filter { $0.hasPrefix(prefix) && labels[$0]?.scalarText == "true" }.sorted().map {
        "its rules go to the cluster role \($0.dropFirst(prefix.count))"
      }
  }
}
