import Kubernetes

/// Permissions as lines: those with the same verbs on one API group together.
///
///     get, list, watch on endpointslices.discovery.k8s.io
///     get on /metrics/slis
enum PermissionText {
  /// The lines, in the order of targets.
  static func lines(_ permissions: some Sequence<Permission>) -> [String] {
    var verbs: [Permission.Target: [String]] = [:]
    for permission in permissions.sorted() { verbs[permission.target, default: []].append(permission.verb) }
    var order: [[String]] = []
    var targets: [[String]: [String]] = [:]
    for target in verbs.keys.sorted() {
      let key = verbs[target, default: []] + [group(of: target)]
      if targets[key] == nil { order.append(key) }
      targets[key, default: []].append(text(target))
    }
    return order.map { key in
      key.dropLast().joined(separator: ", ") + " on " + targets[key, default: []].joined(separator: ", ")
    }
  }

  private static func group(of target: Permission.Target) -> String {
    switch target {
    case .resource(let group, _, _): group
    case .url: "/"
    }
  }

  /// A resource with its group as kubectl writes it: `deployments.apps`, `pods/log`.
  private static func text(_ target: Permission.Target) -> String {
    switch target {
    case .resource(let group, let resource, let name):
      resource + (group.isEmpty ? "" : "." + group) + (name.map { " '\($0)'" } ?? "")
    case .url(let path): path
    }
  }
}
