import Diagnostics
import PromQL

/// Labels that are matched, and that the recorded series do not have, or never with that value.
enum MissingLabels {
  static let code = "missing-label"

  /// A label that is not as somebody asks for it.
  private struct Mismatch: Hashable {
    var label: String
    var metric: String
    /// The matcher as it is printed; nil where the label itself is not there.
    var matcher: String?
  }

  /// One finding for each rule, adapter query and dashboard, and each matcher of a recorded series.
  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    Lack<Mismatch>.all(in: graph) { query, expression in
      guard let inferred = graph.inferred(query) else { return [] }
      var found: [(what: Mismatch, effect: MissingSeries.Effect)] = []
      for case .selector(let selector, let labels) in inferred.observations {
        for mismatch in mismatches(selector, labels, query, graph) {
          let effect = MissingSeries(isMissing: { $0.range == selector.range }).effect(on: expression)
          found.append((mismatch, effect))
        }
      }
      if let asked = asked(query, inferred.labels, expression, graph) { found.append((asked, .never)) }
      return found
    }
    .map { lack in
      let (label, metric) = (lack.what.label, lack.what.metric)
      return lack.finding(
        code,
        message: lack.what.matcher.map { "matches \($0) of \(metric), which never has such a value" }
          ?? "asks for label '\(label)' of \(metric), which does not carry it",
        notes: graph.recorders(of: metric).map { RuleWords.note(about: $0, graph) },
        hint: "leave the label out, or let the recording rule keep it", cause: .label(label, of: metric))
    }
  }

  private static func mismatches(
    _ selector: VectorSelector, _ labels: SeriesLabels, _ query: Query, _ graph: RuleGraph
  ) -> [Mismatch] {
    guard let metric = selector.metric, graph.recorders[metric] != nil, !labels.isEmpty else { return [] }
    return selector.matchers.compactMap { matcher in
      guard !query.expression.isFilledIn(matcher.label), !query.expression.isFilledIn(matcher.value),
        labels[matcher.label].intersection(LabelValues(matcher)).isImpossible
      else { return nil }
      let text = "\(matcher.label)\(matcher.operator.rawValue)\"\(matcher.value)\""
      return Mismatch(label: matcher.label, metric: metric, matcher: labels[matcher.label].isAbsent ? nil : text)
    }
  }

  /// The label that a variable asks the values of, where the recorded series have none.
  private static func asked(
    _ query: Query, _ labels: SeriesLabels?, _ expression: Expression, _ graph: RuleGraph
  ) -> Mismatch? {
    guard let label = query.askedLabel, let labels, labels[label].isAbsent, !labels.isEmpty,
      case .vector(let selector) = expression, let metric = selector.metric, graph.recorders[metric] != nil
    else { return nil }
    return Mismatch(label: label, metric: metric)
  }
}
