import Kubernetes
import ValueTree

/// What a network policy lets through, as lines.
///
///     ingress from pods app=grafana on TCP 9090
///     egress to anywhere on any port
enum NetworkPolicyText {
  /// More lines than any real policy makes.
  private static let greatestCount = 10_000

  /// The pods first, then one line for each peer and port, in the order of the policy.
  static func lines(_ policy: Value) -> [String] {
    guard let spec = policy["spec"] else { return [] }
    var lines = ["applies to pods with \(SelectorText.text(spec["podSelector"] ?? .null))"]
    for (direction, peers, word) in [("ingress", "from", "from"), ("egress", "to", "to")] {
      guard isRestricted(direction, spec) else {
        lines.append("\(direction) is not restricted")
        continue
      }
      for rule in spec[direction]?.array ?? [] {
        for peer in texts(rule[peers], everything: "anywhere", peer) {
          for port in texts(rule["ports"], everything: "any port", port) {
            guard lines.count < greatestCount else { return lines }
            lines.append("\(direction) \(word) \(peer) on \(port)")
          }
        }
      }
    }
    return lines
  }

  /// Without `policyTypes` a policy always restricts ingress, and egress where it has rules for it.
  private static func isRestricted(_ direction: String, _ spec: Value) -> Bool {
    guard let types = spec["policyTypes"]?.array, !types.isEmpty else {
      return direction == "ingress" || spec["egress"]?.array?.isEmpty == false
    }
    return types.contains { $0.string?.lowercased() == direction }
  }

  /// An empty list means everything.
  private static func texts(_ list: Value?, everything: String, _ text: (Value) -> String) -> [String] {
    guard let items = list?.array, !items.isEmpty else { return [everything] }
    return items.map(text)
  }

  private static func peer(_ peer: Value) -> String {
    if let block = peer["ipBlock"] {
      let excluded = (block["except"] ?? .null).scalarTexts.sorted()
      let exception = excluded.isEmpty ? "" : " without \(excluded.joined(separator: ", "))"
      return (block["cidr"]?.scalarText ?? "?") + exception
    }
    let pods = peer["podSelector"].map { "pods \(SelectorText.text($0))" }
    let namespaces = peer["namespaceSelector"].map { "namespaces \(SelectorText.text($0))" }
    return [pods, namespaces].compactMap(\.self).joined(separator: " in ")
  }

  private static func port(_ port: Value) -> String {
    let end = port["endPort"]?.scalarText.map { "-" + $0 } ?? ""
    return "\(port["protocol"]?.scalarText ?? "TCP") \(port["port"]?.scalarText ?? "any port")\(end)"
  }
}
