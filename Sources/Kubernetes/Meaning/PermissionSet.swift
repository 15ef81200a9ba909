import ValueTree

/// What the rules of a Role or ClusterRole allow, as single permissions: one verb on one resource.
///
///     PermissionSet(role["rules"])?.lost(in: other)  // what `other` no longer allows
public struct PermissionSet: Sendable {
  /// What verbs are granted on: a resource of a group, or a path of the API server.
  public struct Target: Sendable, Hashable, Comparable {
    /// Empty for the core group; `*` for every group. Empty for paths too.
    public var group: String
    /// With a subresource where there is one: `pods/exec`. Empty for paths.
    public var resource: String
    /// nil where all objects are meant.
    public var name: String?
    /// A path such as `/metrics`; nil for resources.
    public var path: String?

    /// A total order: group, resource, name, path.
    public static func < (a: Target, b: Target) -> Bool {
      (a.group, a.resource, a.name ?? "", a.path ?? "") < (b.group, b.resource, b.name ?? "", b.path ?? "")
    }
  }

  /// One verb on one target.
  public struct Permission: Sendable, Hashable, Comparable {
    /// What the verb is granted on.
    public var target: Target
    /// As `get`; `*` for every verb.
    public var verb: String

    /// By target, then by verb.
    public static func < (a: Permission, b: Permission) -> Bool { (a.target, a.verb) < (b.target, b.verb) }
  }

  /// How many permissions rules may spell out: a few lines of YAML could grant millions.
  static let limit = 50_000

  /// Every permission that the rules spell out.
  public private(set) var permissions: Set<Permission> = []
  /// Their targets.
  public private(set) var targets: Set<Target> = []

  /// Reads a list of rules; nil where the value holds something else, or spells out more than 50 000 permissions.
  public init?(_ rules: Value) {
    guard let rules = rules.array else { return nil }
    for rule in rules {
      guard let rule = Rule(rule), rule.count <= Double(Self.limit - permissions.count) else { return nil }
      for target in rule.targets {
        targets.insert(target)
        for verb in rule.verbs { permissions.insert(Permission(target: target, verb: verb)) }
      }
    }
  }

  /// Whether the rules allow something, by these very words or by a wider `*`.
  public func allows(_ permission: Permission) -> Bool {
    if permissions.contains(permission) { return true }
    return Self.wider(permission.target).contains { target in
      targets.contains(target)
        && (permissions.contains(Permission(target: target, verb: permission.verb))
          || permissions.contains(Permission(target: target, verb: "*")))
    }
  }

  /// What this set allows and the other one does not, sorted.
  public func lost(in other: PermissionSet) -> [Permission] { permissions.filter { !other.allows($0) }.sorted() }

  /// The target itself and the ones that include it.
  private static func wider(_ target: Target) -> [Target] {
    if target.path != nil {
      var all = target
      all.path = "*"
      return [target, all]
    }
    var resources = [target.resource, "*"]
    if let slash = target.resource.firstIndex(of: "/") { resources.append("*" + target.resource[slash...]) }
    let names = target.name == nil ? [nil] : [target.name, nil]
    return [target.group, "*"].flatMap { group in
      resources.flatMap { resource in
        names.map { Target(group: group, resource: resource, name: $0, path: nil) }
      }
    }
  }
}

/// One rule, its lists read.
private struct Rule {
  var verbs: [String] = []
  private var groups: [String] = []
  private var resources: [String] = []
  private var names: [String] = []
  private var paths: [String] = []

  init?(_ value: Value) {
    guard case .object(let members) = value else { return nil }
    for (key, member) in members {
      guard !member.isNull else { continue }
      guard let items = member.array else { return nil }
      let texts = items.compactMap(\.string)
      guard texts.count == items.count else { return nil }
      switch key {
      case "apiGroups": groups = texts
      case "resources": resources = texts
      case "resourceNames": names = texts
      case "nonResourceURLs": paths = texts
      case "verbs": verbs = texts
      default: return nil
      }
    }
  }

  /// How many permissions the rule spells out; a double, as the product may be beyond an integer.
  var count: Double {
    let targets = Double(groups.count) * Double(resources.count) * Double(max(1, names.count)) + Double(paths.count)
    return targets * Double(verbs.count)
  }

  var targets: [PermissionSet.Target] {
    let objects: [String?] = names.isEmpty ? [nil] : names
    let resources = groups.flatMap { group in
      self.resources.flatMap { resource in
        objects.map { PermissionSet.Target(group: group, resource: resource, name: $0, path: nil) }
      }
    }
    return resources + paths.map { PermissionSet.Target(group: "", resource: "", name: nil, path: $0) }
  }
}
