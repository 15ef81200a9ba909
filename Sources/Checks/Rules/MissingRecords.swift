import Diagnostics
import PromQL

/// Series of recording rules that are asked for, and that no rule of the build records.
enum MissingRecords {
  static let code = "missing-recording-rule"

  /// One finding for each rule, adapter query and dashboard, and each name that it needs.
  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    let known = graph.recorders.keys.sorted()
    return Lack<String>.all(in: graph) { query, expression in
      let names = names(missingFrom: graph, in: query.expression)
      guard !names.isEmpty else { return [] }
      // Two sides of one `or` may be gone together.
      let effect = MissingSeries(isMissing: { $0.metric.map(names.contains) ?? false }).effect(on: expression)
      return names.map { (what: $0, effect: effect) }
    }
    .map { lack in
      // A dashboard for another system has names of its own.
      let nearest = lack.query.isDashboard ? nil : Suggestion.nearest(to: lack.what, in: known)
      return lack.finding(
        code, severity: .breaking, message: "needs \(lack.what), which no rule of the build records",
        hint: nearest.map { "did you mean '\($0)'?" } ?? "record it, or ask for what it is made of",
        cause: .record(lack.what, nearest: nearest))
    }
  }

  /// In the order of the text, each once.
  private static func names(missingFrom graph: RuleGraph, in expression: ReadExpression) -> [String] {
    var names: [String] = []
    for name in expression.selectors.compactMap(\.metric) where RuleGraph.isRecorded(name) {
      guard graph.recorders[name] == nil, !expression.isFilledIn(name), !names.contains(name) else { continue }
      names.append(name)
    }
    return names
  }
}
