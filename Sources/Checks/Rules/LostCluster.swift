import Diagnostics
import Kubernetes
import PromQL

/// Rules that lose the label `cluster`, where nearly all others of the same object keep it on purpose.
enum LostCluster {
  static let code = "lost-cluster-label"
  private static let label = "cluster"

  /// One finding for each rule whose result surely has no such label, though what it aggregates may have one. None for
  /// an object where not nine of ten rules that aggregate name the label: then it is no habit there.
  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    var objects: [ObjectReference: [Query]] = [:]
    var order: [ObjectReference] = []
    for query in graph.queries where query.origin.isRule && aggregates(query) {
      if objects[query.object] == nil { order.append(query.object) }
      objects[query.object, default: []].append(query)
    }
    return order.flatMap { object -> [TracedFinding] in
      let rules = objects[object, default: []]
      let keeping = rules.filter(names).count
      guard keeping * 10 >= rules.count * 9 else { return [] }
      return rules.filter { isLost($0, graph) }.map { finding($0, keeping, rules.count) }
    }
  }

  /// Whether it groups by labels, so that it decides which are kept.
  private static func aggregates(_ query: Query) -> Bool {
    var found = false
    query.expression.expression?.walk { node in
      if case .aggregation(let node) = node, case .by = node.grouping, !node.function.keepsSeries { found = true }
    }
    return found
  }

  private static func names(_ query: Query) -> Bool {
    query.expression.summary?.labels.contains(label) ?? false
  }

  /// Whether a rule's result surely has no such label.
  static func isLost(_ query: Query, _ graph: RuleGraph) -> Bool {
    guard let labels = graph.inferred(query)?.labels, labels[label].isAbsent, !labels.isEmpty else { return false }
    return !(query.rule?.labels.contains { $0.name == label } ?? false)
  }

  private static func finding(_ query: Query, _ keeping: Int, _ count: Int) -> TracedFinding {
    let finding = Finding(
      .info, code: code, object: query.object, path: query.path,
      message: "\(query.description) loses the label '\(label)'",
      notes: [
        Diagnostic.Note("\(keeping) of the \(count) rules of \(query.object) that aggregate name it", at: query.source)
      ],
      hint: "add it to 'by', so that clusters stay apart where several are looked at together")
    return TracedFinding(finding, subject: query.identity, cause: .other([label]))
  }
}
