import Kubernetes
import Relabeling
import ValueTree

/// Configurations that Alertmanager does not take, whatever alerts there are: no YAML, and matchers that are none.
///
/// Source: Alertmanager reads every text of `matchers` when it loads the configuration, and ends with `bad matcher
/// format` where one is none; `match` and `match_re` are mappings from labels to texts.
enum RefusedRouting {
  static let documentCode = "invalid-configuration"

  /// One finding for each document that cannot be read.
  static func documents(in objects: ObjectSet) -> [Finding] {
    objects.entries.filter { $0.reference.kind == "Secret" }.flatMap { entry in
      RoutingDocument.all(in: entry).compactMap { document in
        document.problem.map { problem in
          Finding(
            .breaking, code: documentCode, object: entry.reference, path: document.path.description,
            message: "Alertmanager's configuration \(problem); Alertmanager does not take it",
            hint: "mend the YAML; 'amtool check-config' reads it as Alertmanager does")
        }
      }
    }
  }

  /// One finding for each text of a configuration that is no matcher.
  static func matchers(of nodes: [RoutingNode]) -> [Finding] {
    nodes.filter { $0.spelling == .configuration }.flatMap { node in
      mappings(of: node) + list(of: node)
    }
  }

  private static func list(of node: RoutingNode) -> [Finding] {
    let name = node.role.prefix + "matchers"
    guard let value = node.fields[name], !value.isNull else { return [] }
    guard let items = value.array else {
      return [finding(node, "'\(name)' is no list", hint: "write a list: \(name): ['severity=\"critical\"']")]
    }
    return items.filter { !$0.isNull }.flatMap { item in
      guard let text = item.scalarText else {
        return [finding(node, "an item of '\(name)' is no text", hint: "write it as 'severity=\"critical\"'")]
      }
      return LabelMatcher.refused(in: text).map { refused(node, $0) }
    }
  }

  private static func refused(_ node: RoutingNode, _ text: String) -> Finding {
    let isLabel = text.utf8.allSatisfy(RelabelDialect.isWordByte)
    var finding = finding(
      node, "'\(text)' is no matcher: that is a label, one of = != =~ !~, and a value",
      hint: isLabel
        ? "write \(text)=\"VALUE\", or \(text)=~\".+\" where any value will do"
        : "put a value with a comma, a space or a quote into quotes")
    finding.culprit = text
    return finding
  }

  private static func mappings(of node: RoutingNode) -> [Finding] {
    ["match", "match_re"].map { node.role.prefix + $0 }.compactMap { name in
      guard let value = node.fields[name], !value.isNull, value.object == nil else { return nil }
      return finding(
        node, "'\(name)' is no mapping", hint: "write labels with their values: \(name): { severity: critical }")
    }
  }

  private static func finding(_ node: RoutingNode, _ message: String, hint: String) -> Finding {
    Finding(
      .breaking, code: RoutingCheck.invalidMatcher, object: node.object, path: node.path,
      message: "\(message); Alertmanager does not take the configuration", hint: hint)
  }
}
