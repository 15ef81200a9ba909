import Kubernetes
import PromQL

/// What the rules of one build define, and what asks for it.
///
///     let graph = RuleGraph(objects)
///     graph.recorders(of: "job:up:sum").count  // 1
struct RuleGraph: Sendable {
  /// Everything that asks for series: rules in the order of their objects and groups, dashboards, the adapter.
  let queries: [Query]
  /// The places in `queries` of the rules that record a series, by its name.
  let recorders: [String: [Int]]
  /// The labels of what they record.
  let labels: RecordedLabels
  private let inferences: [Inferred?]

  /// The labels of a query's result, nil for a scalar, and what was noticed on the way.
  struct Inferred: Sendable {
    var labels: SeriesLabels?
    var observations: [LabelInference.Observation]
  }

  /// Reads the rules, dashboards and adapter queries of a build. What is none of these is passed by.
  init(_ objects: ObjectSet, reading reader: QueryReader = QueryReader()) {
    var queries: [Query] = []
    for entry in objects.entries {
      switch entry.reference.kind {
      case "PrometheusRule": queries += Query.rules(in: entry, reader)
      case "ConfigMap": queries += Query.dashboards(in: entry, reader) + Query.adapter(in: entry, reader)
      default: break
      }
    }
    for index in queries.indices { queries[index].index = index }
    self.queries = queries
    var recorders: [String: [Int]] = [:]
    for (index, query) in queries.enumerated() where query.origin == .record {
      recorders[query.name, default: []].append(index)
    }
    self.recorders = recorders
    let labels = RecordedLabels(queries, recorders), added = AddedLabels(objects)
    self.labels = labels
    inferences = queries.map { query in
      guard let expression = query.expression.expression else { return nil }
      var inference = LabelInference(isFilledIn: query.expression.isFilledIn) { selector in
        added.added(to: labels.base(of: selector), for: query.origin)
      }
      let result = inference.labels(of: expression)
      return Inferred(labels: result, observations: inference.observations)
    }
  }

  /// The rules that record a series, in their order.
  func recorders(of name: String) -> [Query] { recorders[name, default: []].map { queries[$0] } }

  /// The labels of what one rule records; nil where it is none.
  func labels(ofRule query: Query) -> SeriesLabels? { labels.ofRules[query.index] }

  /// What was inferred of a query; nil where it cannot be read.
  func inferred(_ query: Query) -> Inferred? { inferences[query.index] }

  /// Whether a metric's name is one that recording rules have by convention: with a colon, which no exporter uses.
  static func isRecorded(_ name: String) -> Bool { name.utf8.contains(UInt8(ascii: ":")) }
}
