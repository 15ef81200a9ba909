import Kubernetes
import ValueTree

/// A matcher of alerts in a configuration of Alertmanager, and where it stands.
struct AlertMatcher: Sendable {
  /// What it decides about.
  enum Role: Sendable {
    case route, inhibitionSource, inhibitionTarget
  }

  /// The Secret or the AlertmanagerConfig.
  var object: ObjectReference
  /// The route or the inhibition rule in it.
  var path: String
  var role: Role
  var matcher: LabelMatcher

  /// Those of a build, in the order of objects, routes and rules.
  static func all(in objects: ObjectSet) -> [AlertMatcher] {
    objects.entries.flatMap { entry -> [AlertMatcher] in
      switch entry.reference.kind {
      case "Secret": secret(entry)
      case "AlertmanagerConfig": resource(entry)
      default: []
      }
    }
  }

  /// The keys under which prometheus-operator and Alertmanager look for a configuration.
  private static let keys = ["alertmanager.yaml", "alertmanager.yml"]

  private static func secret(_ entry: ObjectSet.Entry) -> [AlertMatcher] {
    let payload = Payload(entry.value, isSecret: true)
    return keys.flatMap { key -> [AlertMatcher] in
      guard let found = payload.entries[key], let root = EmbeddedDocument.read(found) else { return [] }
      let reader = Reader(object: entry.reference, spelling: .configuration)
      let place = ValuePath(.key(found.field), .key(key))
      return reader.routes(in: root["route"], at: place + "route")
        + reader.inhibitions(in: root["inhibit_rules"], at: place + "inhibit_rules")
    }
  }

  private static func resource(_ entry: ObjectSet.Entry) -> [AlertMatcher] {
    let reader = Reader(object: entry.reference, spelling: .customResource)
    let spec = entry.value["spec"]
    return reader.routes(in: spec?["route"], at: ValuePath("spec", "route"))
      + reader.inhibitions(in: spec?["inhibitRules"], at: ValuePath("spec", "inhibitRules"))
  }

  /// Goes through routes and inhibition rules; what cannot be read is left out.
  private struct Reader {
    enum Spelling { case configuration, customResource }

    let object: ObjectReference
    let spelling: Spelling

    func routes(in value: Value?, at path: ValuePath) -> [AlertMatcher] {
      guard case .object(let node)? = value else { return [] }
      let own = matchers(of: node, .route, at: path)
      let children = (node["routes"]?.array ?? []).enumerated()
        .flatMap { routes(in: $0.element, at: path + "routes" + $0.offset) }
      return own + children
    }

    func inhibitions(in value: Value?, at path: ValuePath) -> [AlertMatcher] {
      (value?.array ?? []).enumerated().flatMap { index, rule -> [AlertMatcher] in
        guard case .object(let node) = rule else { return [] }
        return [Role.inhibitionSource, .inhibitionTarget].flatMap { matchers(of: node, $0, at: path + index) }
      }
    }

    private func matchers(of node: Object, _ role: Role, at path: ValuePath) -> [AlertMatcher] {
      let found: [LabelMatcher]? =
        switch (spelling, role) {
        case (.configuration, .route): LabelMatcher.all(of: node)
        case (.configuration, .inhibitionSource): LabelMatcher.all(of: node, prefix: "source_")
        case (.configuration, .inhibitionTarget): LabelMatcher.all(of: node, prefix: "target_")
        case (.customResource, .route): objects(node["matchers"])
        case (.customResource, .inhibitionSource): objects(node["sourceMatch"])
        case (.customResource, .inhibitionTarget): objects(node["targetMatch"])
        }
      return (found ?? []).map {
        AlertMatcher(object: object, path: path.description, role: role, matcher: $0)
      }
    }

    /// The matchers of a custom resource: objects, in which `matchType` wins over the older `regex`.
    private func objects(_ value: Value?) -> [LabelMatcher] {
      (value?.array ?? []).compactMap { item in
        guard let label = item["name"]?.string else { return nil }
        let type = item["matchType"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let comparison = type.map(LabelMatcher.Operator.init) ?? (item["regex"]?.bool == true ? .matches : .equal)
        return comparison.map { LabelMatcher(label: label, comparison: $0, value: item["value"]?.scalarText ?? "") }
      }
    }
  }
}
