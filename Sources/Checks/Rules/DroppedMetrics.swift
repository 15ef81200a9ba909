import Diagnostics
import PromQL

/// Metrics that are asked for, and that the build's monitors drop before they are stored.
enum DroppedMetrics {
  static let code = "dropped-metric"

  private struct Metric: Hashable {
    var name: String
    var job: String?
  }

  /// One finding for each rule, adapter query and dashboard, and each metric that is surely dropped.
  static func findings(in graph: RuleGraph, _ series: ScrapedSeries) -> [TracedFinding] {
    lacks(in: graph) { metric in
      guard case .dropped(let places) = series.fate(of: metric.name, job: metric.job) else { return [] }
      return places
    }
    .map { finding($0, $1, message: "which is dropped before it is stored") }
  }

  /// The same for what a monitor drops in a build and did not drop in the one before: other targets may have the metric
  /// too, so that it may still be there.
  static func newFindings(from: BuildCheck, to: BuildCheck) -> [TracedFinding] {
    lacks(in: to.graph) { metric in
      let before = Set(from.series.drops(of: metric.name, job: metric.job).map(\.monitor))
      return to.series.drops(of: metric.name, job: metric.job).filter { place in
        !before.contains(place.monitor) && from.objects.entries.contains { $0.reference == place.monitor }
      }
    }
    .map {
      finding($0, $1, message: "which a monitor no longer stores", condition: "unless other targets have it, ")
    }
  }

  private static func lacks(
    in graph: RuleGraph, _ places: (Metric) -> [ScrapedSeries.Place]
  ) -> [(Lack<Metric>, [ScrapedSeries.Place])] {
    var known: [Metric: [ScrapedSeries.Place]] = [:]
    let lacks = Lack<Metric>.all(in: graph) { query, expression in
      query.expression.selectors.compactMap { selector in
        guard let metric = metric(of: selector, query, graph) else { return nil }
        let places = known[metric] ?? places(metric)
        known[metric] = places
        guard !places.isEmpty else { return nil }
        return (metric, MissingSeries(isMissing: { $0.range == selector.range }).effect(on: expression))
      }
    }
    return lacks.map { ($0, known[$0.what, default: []]) }
  }

  private static func finding(
    _ lack: Lack<Metric>, _ places: [ScrapedSeries.Place], message: String, condition: String = ""
  ) -> TracedFinding {
    let job = lack.what.job.map { " of job \"\($0)\"" } ?? ""
    return lack.finding(
      code, message: "needs \(lack.what.name)\(job), \(message)",
      notes: places.map { Diagnostic.Note("\($0.monitor) drops it: \($0.path)") }, condition: condition,
      hint: "store it, or ask for something else", cause: .metric(lack.what.name, dropped: places))
  }

  private static func metric(of selector: VectorSelector, _ query: Query, _ graph: RuleGraph) -> Metric? {
    guard let name = selector.metric, !RuleGraph.isRecorded(name), graph.recorders[name] == nil,
      !query.expression.isFilledIn(name)
    else { return nil }
    let job = selector.matchers.first { $0.label == "job" && $0.operator == .equal }?.value
    return Metric(name: name, job: job.flatMap { query.expression.isFilledIn($0) ? nil : $0 })
  }
}
