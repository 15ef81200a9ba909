import Diagnostics
import PromQL

/// The words that findings about rules have in common.
enum RuleWords {
  /// What it means for a query that something that it asks for is not there.
  static func effect(_ effect: MissingSeries.Effect, on query: Query) -> String {
    switch (effect, query.origin) {
    case (_, .panel), (_, .variable): dashboardEffect(effect, on: [query])
    case (.partial, _), (.none, _): "only a part of the expression is lost: the rest of it goes on"
    case (.never, .alert): "the alert never fires"
    case (.always, .alert): "the alert fires all the time"
    case (.either, .alert): "the alert never fires, or fires without a reason: it asks for absence"
    case (.never, .record): "nothing is recorded, and what asks for \(query.name) finds nothing either"
    case (.always, .record): "it is recorded all the time"
    case (.either, .record): "nothing is recorded, or something without a reason: it asks for absence"
    case (_, .adapter): "the adapter has no such metrics"
    }
  }

  /// The same for panels, or for variables, of a dashboard: `panels 'CPU', 'Memory' have no data`.
  static func dashboardEffect(_ effect: MissingSeries.Effect, on queries: [Query]) -> String {
    let isOne = queries.count == 1, isPanel = queries.first?.origin == .panel
    let names = queries.map { "'\($0.name)'" }.joined(separator: ", ")
    let subject = (isPanel ? "panel" : "variable") + (isOne ? " " : "s ") + names
    return switch (effect, isPanel) {
    case (.never, true), (.either, true): "\(subject) \(isOne ? "has" : "have") no data"
    case (.never, false), (.either, false): "\(subject) \(isOne ? "has" : "have") no values"
    case (.always, _): "\(subject) \(isOne ? "shows" : "show") an absence all the time"
    case (.partial, _), (.none, _): "\(subject) \(isOne ? "lacks" : "lack") a part"
    }
  }

  /// Where a rule stands and what labels its series have.
  static func note(about recorder: Query, _ graph: RuleGraph) -> Diagnostic.Note {
    let labels = graph.labels(ofRule: recorder).map(labels) ?? "of unknown labels"
    return Diagnostic.Note("\(recorder.name) is recorded by \(place(of: recorder)), \(labels)", at: recorder.source)
  }

  /// `group node-exporter.rules of PrometheusRule monitoring/node-exporter-rules`
  static func place(of rule: Query) -> String { "group \(rule.container) of \(rule.object)" }

  /// `with the labels job, namespace alone`
  static func labels(_ labels: SeriesLabels) -> String {
    let names = labels.names
    guard labels.others.isAbsent else {
      let dropped = names.filter { labels[$0].isAbsent }
      return dropped.isEmpty ? "with any labels" : "without the labels \(dropped.joined(separator: ", "))"
    }
    let kept = names.filter { !labels[$0].isAbsent }
    return kept.isEmpty ? "without labels" : "with the labels \(kept.joined(separator: ", ")) alone"
  }
}

extension RuleWords {
  /// The longest expression that a note shows as a whole.
  private static let longestText = 200

  /// An expression on one line, cut where it is long.
  static func text(_ expression: Expression) -> String { text(expression.description) }

  /// The same for the text of one.
  static func text(_ text: String) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count <= longestText ? text : text.prefix(longestText) + "…"
  }

  /// What a label's values are: `'job' is "api"`, `no label 'job'`.
  static func values(_ values: LabelValues, of label: String) -> String {
    if values.isAbsent { return "no label '\(label)'" }
    var texts: [String] = []
    for alternative in values.alternatives {
      switch alternative {
      case .exactly(let text): texts.append(text.isEmpty ? "nothing" : "\"\(text)\"")
      case .startingWith(let text): texts.append("\"\(text)…\"")
      case .text: return "a label '\(label)'"
      }
    }
    return "'\(label)' is \(texts.sorted().joined(separator: " or "))"
  }
}
