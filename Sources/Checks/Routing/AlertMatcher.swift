import Kubernetes
import ValueTree

/// A matcher of alerts in a configuration of Alertmanager, and where it stands.
struct AlertMatcher: Sendable {
  /// The route or the side of an inhibition rule.
  var node: RoutingNode
  var matcher: LabelMatcher

  /// Those of a build, in the order of objects, routes and rules; none of a node that has one that cannot be read.
  static func all(of nodes: [RoutingNode]) -> [AlertMatcher] {
    nodes.flatMap { node in matchers(of: node).map { AlertMatcher(node: node, matcher: $0) } }
  }

  private static func matchers(of node: RoutingNode) -> [LabelMatcher] {
    switch (node.spelling, node.role) {
    case (.configuration, _): LabelMatcher.all(of: node.fields, prefix: node.role.prefix) ?? []
    case (.customResource, .route): objects(node.fields["matchers"])
    case (.customResource, .inhibitionSource): objects(node.fields["sourceMatch"])
    case (.customResource, .inhibitionTarget): objects(node.fields["targetMatch"])
    }
  }

  /// The matchers of a custom resource: objects, in which `matchType` wins over the older `regex`.
  private static func objects(_ value: Value?) -> [LabelMatcher] {
    (value?.array ?? []).compactMap { item in
      guard let label = item["name"]?.string else { return nil }
      let type = item["matchType"]?.string.flatMap { $0.isEmpty ? nil : $0 }
      let comparison = type.map(LabelMatcher.Operator.init) ?? (item["regex"]?.bool == true ? .matches : .equal)
      return comparison.map { LabelMatcher(label: label, comparison: $0, value: item["value"]?.scalarText ?? "") }
    }
  }
}
