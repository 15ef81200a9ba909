import PromQL

/// The labels of the series that a build's recording rules make.
struct RecordedLabels: Sendable {
  /// For each rule, by its place among the queries.
  private(set) var ofRules: [Int: SeriesLabels] = [:]
  /// By name: of all rules of a name together.
  private(set) var ofNames: [String: SeriesLabels] = [:]

  /// Rules that stand on others more steps deep than anybody writes stand on series of which nothing is known.
  private static let greatestDepth = 64

  /// Infers them: rules first that others stand on; a circle of rules makes anything.
  init(_ queries: [Query], _ recorders: [String: [Int]]) {
    for name in recorders.keys.sorted() { _ = labels(of: name, queries, recorders, waiting: []) }
  }

  private mutating func labels(
    of name: String, _ queries: [Query], _ recorders: [String: [Int]], waiting: Set<String>
  ) -> SeriesLabels {
    if let known = ofNames[name] { return known }
    guard let rules = recorders[name], !waiting.contains(name), waiting.count < Self.greatestDepth else {
      return .anything
    }
    var all: SeriesLabels?
    for index in rules {
      let labels = labels(ofRule: queries[index], queries, recorders, waiting: waiting.union([name]))
      ofRules[index] = labels
      all = all?.union(labels) ?? labels
    }
    ofNames[name] = all
    return all ?? .anything
  }

  private mutating func labels(
    ofRule query: Query, _ queries: [Query], _ recorders: [String: [Int]], waiting: Set<String>
  ) -> SeriesLabels {
    guard let expression = query.expression.expression else { return .anything }
    for name in Set(query.expression.selectors.compactMap(\.metric)).sorted() where ofNames[name] == nil {
      _ = labels(of: name, queries, recorders, waiting: waiting)
    }
    var known = ofNames
    // What is still open is part of a circle.
    for name in query.expression.selectors.compactMap(\.metric) where recorders[name] != nil && known[name] == nil {
      known[name] = .anything
    }
    let bases = known
    var inference = LabelInference { RecordedLabels.base(of: $0, bases) }
    let result = inference.vector(expression)
    return (query.rule?.labels ?? []).reduce(result) { $0.setting($1.name, .exactly($1.value)) }
  }

  /// The labels of the series that a selector names, before its matchers.
  func base(of selector: VectorSelector) -> SeriesLabels { Self.base(of: selector, ofNames) }

  /// What is recorded has the labels of its rules; what is scraped has those of its target and any others.
  private static func base(of selector: VectorSelector, _ known: [String: SeriesLabels]) -> SeriesLabels {
    guard let name = selector.metric else { return .anything }
    if let labels = known[name] { return labels }
    let isMade = RuleGraph.isRecorded(name) || ["ALERTS", "ALERTS_FOR_STATE"].contains(name)
    return isMade ? .anything : scraped
  }

  /// Prometheus gives every target these two.
  private static let scraped = SeriesLabels.anything.setting("job", .present).setting("instance", .present)
}
