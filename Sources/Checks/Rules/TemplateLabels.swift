import Diagnostics

/// Templates of alerts' labels and annotations that name a label which the alert's expression does not give.
enum TemplateLabels {
  static let code = "missing-template-label"

  /// One finding for each alert and label.
  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    graph.queries.flatMap { query -> [TracedFinding] in
      guard query.origin == .alert, let rule = query.rule, let labels = graph.inferred(query)?.labels, !labels.isEmpty
      else { return [] }
      var known: Set<String> = []
      return (rule.annotations + rule.labels).flatMap { member in
        AlertTemplate.labels(in: member.value).compactMap { label in
          guard labels[label].isAbsent, known.insert(label).inserted else { return nil }
          return finding(label, member.name, labels, query)
        }
      }
    }
  }

  private static func finding(
    _ label: String, _ member: String, _ labels: SeriesLabels, _ query: Query
  ) -> TracedFinding {
    let finding = Finding(
      .warning, code: code, object: query.object, path: query.path,
      message: "\(query.description) shows label '\(label)' in '\(member)', which its expression never gives",
      notes: [Diagnostic.Note("its series are \(RuleWords.labels(labels)); the text is empty there", at: query.source)],
      hint: "leave it out, or keep the label in the expression")
    return TracedFinding(finding, subject: query.identity, cause: .other([label]))
  }
}

/// A template of Prometheus in a label or an annotation of an alert.
enum AlertTemplate {
  /// The labels that it shows, in the order of the text: `$labels.pod` and `.Labels.pod` in double braces. A template
  /// with conditions or loops may ask first whether a label is there, and one with definitions may mean another dot:
  /// they give none.
  static func labels(in text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
      let action = rest[start.upperBound..<end.lowerBound]
      rest = rest[end.upperBound...]
      let words = action.split { !($0.isLetter || $0.isNumber || "_.$".contains($0)) }
      // The first word, but for `{{-`, which trims.
      if let first = words.first, ["if", "with", "range", "define", "block", "template"].contains(first) { return [] }
      for word in words {
        for prefix in ["$labels.", ".Labels."] where word.hasPrefix(prefix) {
          found.append(String(word.dropFirst(prefix.count)))
        }
      }
    }
    return found
  }
}
