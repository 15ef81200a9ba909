import Diagnostics
import PromQL

/// Parts of expressions that never have a result, as what has to be the same never is.
enum NeverMatching {
  static let code = "never-matches"
  static let bucketCode = "histogram-without-le"

  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    graph.queries.flatMap { query -> [TracedFinding] in
      guard let inferred = graph.inferred(query), let expression = query.expression.expression else { return [] }
      return inferred.observations.compactMap { observation in
        switch observation {
        case .mismatch(let node, let label, let left, let right):
          mismatch(node, label, left, right, query, expression)
        case .grouping(let node, let label): grouping(node, label, query)
        case .histogram(let node, let labels): histogram(node, labels, query, expression)
        case .selector: nil
        }
      }
    }
  }

  private static func mismatch(
    _ node: BinaryOperation, _ label: String, _ left: LabelValues, _ right: LabelValues, _ query: Query,
    _ expression: Expression
  ) -> TracedFinding {
    let isTakingAway = node.operator == .unless
    let effect =
      isTakingAway ? .partial : MissingSeries(isVoid: { $0.range == node.range }).effect(on: expression)
    let sides =
      "\(RuleWords.values(left, of: label)) on the left and \(RuleWords.values(right, of: label)) on the right"
    let finding = Finding(
      .warning, code: code, object: query.object, path: query.path,
      message: "\(query.description): the two sides of '\(node.operator.rawValue)' never match: \(sides)",
      notes: [
        Diagnostic.Note("the expression is \(RuleWords.text(.binary(node)))", at: query.source),
        Diagnostic.Note(
          isTakingAway ? "'unless' takes nothing away" : RuleWords.effect(effect, on: query), at: query.source),
      ],
      hint: "say with 'on' which labels have to be the same")
    return TracedFinding(
      finding, subject: query.identity, cause: .other([node.operator.rawValue, label]),
      breaksWhenNew: effect.isTotal && !query.isDashboard)
  }

  private static func grouping(_ node: Aggregation, _ label: String, _ query: Query) -> TracedFinding {
    let finding = Finding(
      .warning, code: MissingLabels.code, object: query.object, path: query.path,
      message: "\(query.description) groups by label '\(label)', which nothing has that is grouped",
      notes: [Diagnostic.Note("the expression is \(RuleWords.text(.aggregation(node)))", at: query.source)],
      hint: "leave the label out, or keep it in what is grouped")
    return TracedFinding(finding, subject: query.identity, cause: .other(["grouping", label]))
  }

  /// Classic histograms have a label `le`; others have no series that end with `_bucket`.
  private static func histogram(
    _ node: FunctionCall, _ labels: SeriesLabels, _ query: Query, _ expression: Expression
  ) -> TracedFinding? {
    let metrics = node.arguments.flatMap(\.selectors).map { $0.metric ?? "" }
    guard labels["le"].isAbsent, !labels.isEmpty, !metrics.isEmpty, metrics.allSatisfy({ $0.hasSuffix("_bucket") })
    else { return nil }
    let effect = MissingSeries(isVoid: { $0.range == node.range }).effect(on: expression)
    let finding = Finding(
      .warning, code: bucketCode, object: query.object, path: query.path,
      message: "\(query.description): \(node.name) is given buckets without the label 'le'",
      notes: [
        Diagnostic.Note("the expression is \(RuleWords.text(.call(node)))", at: query.source),
        Diagnostic.Note(RuleWords.effect(effect, on: query), at: query.source),
      ],
      hint: "keep the label: 'sum by (le, …) (…)'")
    return TracedFinding(
      finding, subject: query.identity, cause: .other(["le"]), breaksWhenNew: effect.isTotal && !query.isDashboard)
  }
}
