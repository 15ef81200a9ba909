import Kubernetes
import ValueTree

/// A route, or one side of an inhibition rule, in a configuration of Alertmanager.
struct RoutingNode: Sendable {
  /// What its matchers decide about.
  enum Role: Sendable {
    case route, inhibitionSource, inhibitionTarget

    /// What stands before the words of matchers in a configuration.
    var prefix: String {
      switch self {
      case .route: ""
      case .inhibitionSource: "source_"
      case .inhibitionTarget: "target_"
      }
    }
  }

  /// How a configuration is written.
  enum Spelling: Sendable { case configuration, customResource }

  /// The Secret or the AlertmanagerConfig.
  var object: ObjectReference
  /// The route or the inhibition rule in it.
  var path: String
  var role: Role
  var spelling: Spelling
  /// The route or the whole inhibition rule.
  var fields: Object

  /// Those of a build, in the order of objects, routes and rules; what has another shape is left out.
  static func all(in objects: ObjectSet) -> [RoutingNode] {
    objects.entries.flatMap { entry -> [RoutingNode] in
      switch entry.reference.kind {
      case "Secret":
        RoutingDocument.all(in: entry).flatMap { document -> [RoutingNode] in
          guard let root = try? document.content.get() else { return [] }
          let reader = Reader(object: entry.reference, spelling: .configuration)
          return reader.routes(in: root["route"], at: document.path + "route")
            + reader.inhibitions(in: root["inhibit_rules"], at: document.path + "inhibit_rules")
        }
      case "AlertmanagerConfig": resource(entry)
      default: []
      }
    }
  }

  private static func resource(_ entry: ObjectSet.Entry) -> [RoutingNode] {
    let reader = Reader(object: entry.reference, spelling: .customResource)
    let spec = entry.value["spec"]
    return reader.routes(in: spec?["route"], at: ValuePath("spec", "route"))
      + reader.inhibitions(in: spec?["inhibitRules"], at: ValuePath("spec", "inhibitRules"))
  }

  private struct Reader {
    let object: ObjectReference
    let spelling: Spelling

    func routes(in value: Value?, at path: ValuePath) -> [RoutingNode] {
      guard case .object(let fields)? = value else { return [] }
      let children = (fields["routes"]?.array ?? []).enumerated()
        .flatMap { routes(in: $0.element, at: path + "routes" + $0.offset) }
      return [node(fields, .route, at: path)] + children
    }

    func inhibitions(in value: Value?, at path: ValuePath) -> [RoutingNode] {
      (value?.array ?? []).enumerated().flatMap { index, rule -> [RoutingNode] in
        guard case .object(let fields) = rule else { return [] }
        return [Role.inhibitionSource, .inhibitionTarget].map { node(fields, $0, at: path + index) }
      }
    }

    private func node(_ fields: Object, _ role: Role, at path: ValuePath) -> RoutingNode {
      RoutingNode(object: object, path: path.description, role: role, spelling: spelling, fields: fields)
    }
  }
}
