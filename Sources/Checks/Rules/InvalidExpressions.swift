import Diagnostics
import PromQL

/// Expressions that Prometheus refuses.
enum InvalidExpressions {
  static let code = "invalid-expression"

  /// One finding for each.
  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    graph.queries.compactMap { query in
      guard case .failure(let problem) = query.expression.result else { return nil }
      let meaning =
        query.origin.isRule
        ? "Prometheus loads no group of the whole object" : RuleWords.effect(.never, on: query)
      let finding = Finding(
        query.origin.isRule ? .breaking : .warning, code: code, object: query.object, path: query.path,
        message: "\(query.description) cannot be read: \(problem.message)",
        notes: [
          Diagnostic.Note("the expression is \(RuleWords.text(query.expression.text))", at: query.source),
          Diagnostic.Note(meaning, at: query.source),
        ],
        hint: "try it with 'monigen promql'")
      return TracedFinding(finding, subject: query.identity, cause: .other([query.expression.text]))
    }
  }
}
