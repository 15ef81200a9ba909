import Kubernetes
import PromQL

/// What the rules of one build define, and what asks for it.
///
///     let graph = RuleGraph(objects)
///     graph.definitions["job:up:sum"]?.count  // 1
struct RuleGraph: Sendable {
  /// Everything that asks for series: rules in the order of their objects and groups, dashboards, the adapter.
  let queries: [Query]
  /// The places in `queries` of the rules that record a series, by its name.
  let recorders: [String: [Int]]

  /// Reads the rules, dashboards and adapter queries of a build. What is none of these is passed by.
  init(_ objects: ObjectSet) {
    var reader = ExpressionReader()
    var queries: [Query] = []
    for entry in objects.entries {
      switch entry.reference.kind {
      case "PrometheusRule": queries += Query.rules(in: entry, &reader)
      case "ConfigMap": queries += Query.dashboards(in: entry, &reader) + Query.adapter(in: entry, &reader)
      default: break
      }
    }
    self.queries = queries
    var recorders: [String: [Int]] = [:]
    for (index, query) in queries.enumerated() where query.origin == .record {
      recorders[query.name, default: []].append(index)
    }
    self.recorders = recorders
  }

  /// The rules that record a series, in their order.
  func recorders(of name: String) -> [Query] { recorders[name, default: []].map { queries[$0] } }

  /// Whether a metric's name is one that recording rules have by convention: with a colon, which no exporter uses.
  static func isRecorded(_ name: String) -> Bool { name.utf8.contains(UInt8(ascii: ":")) }
}
