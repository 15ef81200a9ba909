/// One thing that a role allows: one verb on one resource or one URL.
public struct Permission: Sendable, Hashable {
  /// What the verb works on.
  public enum Target: Sendable, Hashable {
    /// A resource of an API group (empty: the core group), with its subresource as `pods/log`; one object of it where
    /// `name` is there.
    case resource(group: String, resource: String, name: String?)
    /// A path of the API server itself, as `/metrics`.
    case url(String)
  }

  /// What it works on; `*` in any part stands for all.
  public var target: Target
  /// As `get`; `*` stands for all.
  public var verb: String

  /// A permission of a verb on a target.
  public init(_ verb: String, on target: Target) {
    self.verb = verb
    self.target = target
  }

  /// The permissions any of which includes this one, itself first: those with `*` in place of a part, and those that
  /// name no object.
  public var including: [Permission] {
    targets.flatMap { target in [verb, "*"].map { Permission($0, on: target) } }
  }

  private var targets: [Target] {
    switch target {
    case .resource(let group, let resource, let name):
      let subresource = resource.firstIndex(of: "/").map { ["*" + resource[$0...]] } ?? []
      let names: [String?] = name == nil ? [nil] : [name, nil]
      return names.flatMap { name in
        ([resource] + subresource + ["*"]).flatMap { resource in
          [group, "*"].map { Target.resource(group: $0, resource: resource, name: name) }
        }
      }
    case .url(let path):
      // A star at the end of a path stands for every path that begins so; no real path is as long as the bound.
      let slashes = path.utf8.count > 200 ? [] : path.indices.filter { path[$0] == "/" }
      let prefixes = slashes.map { Target.url(path[...$0] + "*") }
      return [.url(path)] + prefixes + [.url("*")]
    }
  }
}

extension Permission.Target: Comparable {
  /// A total order: resources before URLs, by group, resource and name.
  public static func < (a: Permission.Target, b: Permission.Target) -> Bool {
    switch (a, b) {
    case (.resource(let g1, let r1, let n1), .resource(let g2, let r2, let n2)): (g1, r1, n1 ?? "") < (g2, r2, n2 ?? "")
    case (.url(let a), .url(let b)): a < b
    case (.resource, .url): true
    case (.url, .resource): false
    }
  }
}

extension Permission: Comparable {
  /// A total order: target, verb.
  public static func < (a: Permission, b: Permission) -> Bool {
    a.target == b.target ? a.verb < b.verb : a.target < b.target
  }
}
