import Diagnostics
import PromQL

/// Series of recording rules that are asked for, and that no rule of the build records.
enum MissingRecords {
  static let code = "missing-recording-rule"

  /// One finding for each rule, adapter query and dashboard, and each name that it needs.
  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    var needs: [Need] = []
    var places: [[String]: Int] = [:]
    for query in graph.queries {
      guard let expression = query.expression.expression else { continue }
      let missing = names(missingFrom: graph, in: expression, query)
      for name in missing {
        // Two sides of one `or` may be gone together.
        let effect = MissingSeries { $0.metric.map(missing.contains) ?? false }.effect(on: expression)
        let key = query.isDashboard ? query.identity + [name] : [String(needs.count)]
        if let known = places[key] {
          needs[known].add(query, effect)
        } else {
          places[key] = needs.count
          needs.append(Need(name: name, query: query, effect: effect))
        }
      }
    }
    let known = graph.recorders.keys.sorted()
    return needs.map { finding($0, known: known) }
  }

  /// A series that is needed, and by what: a dashboard may do so in several panels.
  private struct Need {
    var name: String
    var query: Query
    var effects: [(query: Query, effect: MissingSeries.Effect)]

    init(name: String, query: Query, effect: MissingSeries.Effect) {
      (self.name, self.query) = (name, query)
      effects = [(query, effect)]
    }

    /// A panel of several queries is told once.
    mutating func add(_ query: Query, _ effect: MissingSeries.Effect) {
      if effects.contains(where: { $0.query.path == query.path && $0.effect == effect }) { return }
      effects.append((query, effect))
    }
  }

  /// In the order of the text, each once.
  private static func names(missingFrom graph: RuleGraph, in expression: Expression, _ query: Query) -> [String] {
    var names: [String] = []
    for name in expression.selectors.compactMap(\.metric) where RuleGraph.isRecorded(name) {
      guard graph.recorders[name] == nil, !query.expression.isFilledIn(name), !names.contains(name) else { continue }
      names.append(name)
    }
    return names
  }

  private static func finding(_ need: Need, known: [String]) -> TracedFinding {
    let query = need.query
    let isBreaking = !query.isDashboard && need.effects.contains { $0.effect == .total }
    // A dashboard of another system has names of its own.
    let nearest = query.isDashboard ? nil : Suggestion.nearest(to: need.name, in: known)
    let finding = Finding(
      isBreaking ? .breaking : .warning, code: code, object: query.object, path: query.path,
      message: "\(query.subject) needs \(need.name), which no rule of the build records",
      notes: need.effects.map { Diagnostic.Note(RuleWords.effect($0.effect, on: $0.query), at: query.source) },
      hint: nearest.map { "did you mean '\($0)'?" } ?? "record it, or ask for what it is made of")
    return TracedFinding(finding, subject: query.identity, cause: .record(need.name))
  }
}
