import Kubernetes
import ValueTree

/// Alertmanager's configuration, written one way.
///
/// `match` and `match_re` are the older spelling of `matchers`; quotes, spaces and the order of matchers mean nothing.
/// Each route gets one text `matchers`, which is what a person knows it by; inhibition rules get one for each of their
/// sides.
enum AlertmanagerDocument {
  /// The configuration with its matchers written one way; anything that is none stays as it is.
  static func canonical(_ document: Value) -> Value {
    guard case .object(var root) = document else { return document }
    if let route = root["route"] { root["route"] = Self.route(route) }
    if let rules = root["inhibit_rules"]?.array { root["inhibit_rules"] = .array(rules.map(inhibition)) }
    return .object(root)
  }

  private static func route(_ value: Value) -> Value {
    guard case .object(var node) = value else { return value }
    unite(&node, prefix: "", always: true)
    if let children = node["routes"]?.array { node["routes"] = .array(children.map(route)) }
    return .object(node)
  }

  private static func inhibition(_ value: Value) -> Value {
    guard case .object(var rule) = value else { return value }
    unite(&rule, prefix: "source_", always: false)
    unite(&rule, prefix: "target_", always: false)
    return .object(rule)
  }

  /// Puts what `match`, `match_re` and `matchers` ask into `matchers`; leaves them alone where one cannot be read.
  private static func unite(_ node: inout Object, prefix: String, always: Bool) {
    let keys = (plain: prefix + "match", pattern: prefix + "match_re", list: prefix + "matchers")
    guard always || [keys.plain, keys.pattern, keys.list].contains(where: node.contains),
      let found = LabelMatcher.all(of: node, prefix: prefix)
    else { return }
    node[keys.plain] = nil
    node[keys.pattern] = nil
    let all = Set(found).sorted()
    node[keys.list] = .string(all.map(\.description).joined(separator: ","))
  }
}
