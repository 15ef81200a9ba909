import ValueTree

/// Which lists of the objects in the trees have no order, told once more and by hand: by the names of the fields alone,
/// so that a mistake in the engine's tables shows.
enum UnorderedLists {
  /// The fields that items of a list are told apart by; without any for lists of plain texts.
  static let identities: [String: Set<String>] = [
    "containers": ["name"], "ephemeralContainers": ["name"], "env": ["name"], "volumes": ["name"],
    "volumeMounts": ["mountPath"], "imagePullSecrets": ["name"], "tolerations": ["key", "operator", "value", "effect"],
    "topologySpreadConstraints": ["topologyKey", "whenUnsatisfiable"], "hostAliases": ["ip"],
    "ports": ["name", "containerPort", "port", "protocol"], "subjects": ["kind", "name", "namespace"],
    "sources": ["name"], "versions": ["name"], "additionalPrinterColumns": ["name"],
    "groups": ["name"], "endpoints": ["port", "targetPort", "path"], "podMetricsEndpoints": ["port", "path"],
    "matchExpressions": ["key", "operator"], "alertmanagers": ["name", "namespace", "port"],
    "remoteWrite": ["name", "url"], "x-kubernetes-validations": ["rule"], "volumeClaimTemplates": ["name"],
    "ingress": [], "egress": [], "from": [], "to": [], "anyOf": [], "allOf": [], "oneOf": [],
    "required": [], "enum": [], "policyTypes": [], "matchNames": [], "shortNames": [], "categories": [],
    "x-kubernetes-list-map-keys": [], "values": [], "enableFeatures": [], "accessModes": [],
    "requiredDuringSchedulingIgnoredDuringExecution": [], "preferredDuringSchedulingIgnoredDuringExecution": [],
    "nodeSelectorTerms": [], "namespaces": [], "podTargetLabels": [], "secrets": ["name"], "configMaps": [],
  ]

  /// Whether the items of the list at a place have no order. In a schema the same names are fields that it describes.
  static func contains(_ path: ValuePath, of kind: String) -> Bool {
    guard case .key(let key)? = path.steps.last, identities[key] != nil else { return false }
    guard path.steps.count > 1, case .key(let parent) = path.steps[path.steps.count - 2] else { return true }
    return parent != "properties"
  }
}

/// The same object in one form, whatever the order of what has none: written without the engine.
struct NormalForm {
  let kind: String

  func of(_ value: Value, at path: ValuePath = .root) -> Value {
    switch value {
    case .object(let members):
      var result = Object()
      for (key, member) in members where !Self.isNoise(path + key) {
        result[key] = of(member, at: path + key)
      }
      return .object(result)
    case .array(let items):
      let parts = items.enumerated().map { of($0.element, at: path + $0.offset) }
      if isRoleRules(path) { return .array(Self.permissions(parts)) }
      if isArguments(path) { return .array(Self.arguments(parts)) }
      return .array(UnorderedLists.contains(path, of: kind) ? Self.sorted(parts) : parts)
    default: return value
    }
  }

  func isRoleRules(_ path: ValuePath) -> Bool { kind.hasSuffix("Role") && path == ValuePath("rules") }

  private func isArguments(_ path: ValuePath) -> Bool {
    (path.steps.last == "args" || path.steps.last == "command") && path.steps.contains("containers")
  }

  static func isNoise(_ path: ValuePath) -> Bool {
    if path == ValuePath("status") { return true }
    guard (2...4).contains(path.steps.count), path.parent?.steps.last == "metadata" else { return false }
    return ["managedFields", "resourceVersion", "uid", "generation", "selfLink", "creationTimestamp"]
      .contains { path.steps.last == .key($0) }
  }

  static func sorted(_ values: [Value]) -> [Value] {
    values.map { (JSONWriter.compact($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Flags, each with the argument after it where that is no flag, sorted; then the rest.
  private static func arguments(_ items: [Value]) -> [Value] {
    var flags: [Value] = [], rest: [Value] = []
    for item in items {
      let isFlag = item.string?.hasPrefix("-") == true
      if !isFlag, let last = flags.last, last.array == nil, last.string?.contains("=") == false, rest.isEmpty {
        flags[flags.count - 1] = [last, item]
      } else if isFlag {
        flags.append(item)
      } else {
        rest.append(item)
      }
    }
    return sorted(flags) + rest
  }

  /// One rule for each permission, sorted; what is no rule stays as it is.
  static func permissions(_ rules: [Value]) -> [Value] { sorted(Array(Set(rules.flatMap(permissions(of:))))) }

  private static func permissions(of rule: Value) -> [Value] {
    let keys = ["apiGroups", "resources", "resourceNames", "nonResourceURLs", "verbs"]
    guard case .object(let members) = rule, members.allSatisfy({ key, value in
      keys.contains(key) && value.array?.allSatisfy { $0.string != nil } == true
    }) else { return [rule] }
    func product(_ keys: [String]) -> [Value] {
      keys.reduce([[:]] as [Object]) { parts, key in
        parts.flatMap { part in
          (members[key]?.array ?? []).map { text in
            var next = part
            next[key] = [text]
            return next
          }
        }
      }.map(Value.object)
    }
    // No names mean all objects; any other empty list means that nothing is allowed.
    let hasNames = members["resourceNames"]?.array?.isEmpty == false
    return product(["nonResourceURLs", "verbs"])
      + product(["apiGroups", "resources"] + (hasNames ? ["resourceNames"] : []) + ["verbs"])
  }
}
