import ValueTree

/// What a Role or a ClusterRole allows, read leniently.
///
///     RoleView(role)?.permissions.contains(Permission("get", on: .url("/metrics")))  // true
public struct RoleView: Sendable {
  /// More permissions than any real role has: beyond it the rest is not expanded, as a few lists of some hundred names
  /// in one rule make millions.
  public static let greatestCount = 100_000

  /// Every single permission; those of an aggregated role are not known.
  public var permissions: Set<Permission> = []
  /// Whether the role allows so much that `permissions` does not hold all.
  public var isCut = false

  /// The view of an object; nil for one of another kind.
  public init?(_ object: Value) {
    guard object["kind"] == "Role" || object["kind"] == "ClusterRole",
      object.apiGroup == "rbac.authorization.k8s.io"
    else { return nil }
    self.init(rules: object["rules"]?.array ?? [])
  }

  /// The view of a role's rules alone.
  public init(rules: [Value]) {
    for rule in rules { add(rule) }
  }

  private mutating func add(_ rule: Value) {
    let verbs = (rule["verbs"] ?? .null).scalarTexts
    for url in (rule["nonResourceURLs"] ?? .null).scalarTexts {
      for verb in verbs { add(Permission(verb, on: .url(url))) }
    }
    let names = (rule["resourceNames"] ?? .null).scalarTexts
    for group in (rule["apiGroups"] ?? .null).scalarTexts {
      for resource in (rule["resources"] ?? .null).scalarTexts {
        for name in names.isEmpty ? [nil] : names.map(Optional.some) {
          for verb in verbs {
            guard !isCut else { return }
            add(Permission(verb, on: .resource(group: group, resource: resource, name: name)))
          }
        }
      }
    }
  }

  private mutating func add(_ permission: Permission) {
    if permissions.count < Self.greatestCount { permissions.insert(permission) } else { isCut = true }
  }

  /// Whether the role allows this, by the permission itself or by one with a `*`.
  public func allows(_ permission: Permission) -> Bool { permission.including.contains(where: permissions.contains) }
}
