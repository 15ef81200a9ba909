import Diagnostics

/// Recording rules that make the same series.
enum DuplicateSeries {
  static let code = "duplicate-series"

  /// How many rules of one name are compared with each other.
  private static let greatestCount = 200

  /// One finding for each rule whose series nothing keeps apart from those of one before it.
  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    graph.recorders.keys.sorted().flatMap { name -> [TracedFinding] in
      let rules = graph.recorders(of: name).prefix(greatestCount)
      return rules.enumerated().compactMap { index, rule in
        guard let labels = graph.labels(ofRule: rule), !labels.isEmpty else { return nil }
        // What is known of both is the same: where it differs at all, something may keep them apart.
        let first = rules.prefix(index).first { graph.labels(ofRule: $0) == labels }
        return first.map { finding(rule, $0, labels) }
      }
    }
  }

  private static func finding(_ rule: Query, _ first: Query, _ labels: SeriesLabels) -> TracedFinding {
    let isSame = rule.expression.expression.map(\.normalForm) == first.expression.expression.map(\.normalForm)
    let finding = Finding(
      .warning, code: code, object: rule.object, path: rule.path,
      message: "\(rule.description) records what \(RuleWords.place(of: first)) records too: "
        + "no label keeps the two apart",
      notes: [
        Diagnostic.Note("the series of both are \(RuleWords.labels(labels))", at: rule.source),
        Diagnostic.Note(
          isSame ? "their expressions are the same" : "where both have a value, one of the two is lost or they mix",
          at: first.source),
      ],
      hint: isSame ? "remove one of them" : "give each a label or a name of its own")
    return TracedFinding(finding, subject: rule.identity, cause: .other([code]))
  }
}
