import Kubernetes

/// What is wrong with one build as a whole: rules, dashboards, monitors and alert routes together.
///
///     BuildCheck(objects).findings().map(\.code)  // ["missing-recording-rule", "series-collision"]
public struct BuildCheck: Sendable {
  let objects: ObjectSet
  let graph: RuleGraph
  let series: ScrapedSeries
  /// Everything but what only the version of Prometheus makes wrong, in the order of the checks.
  let traced: [TracedFinding]
  /// Those of them that are about monitors alone.
  private let scraping: [TracedFinding]

  /// Reads and checks the objects of one cluster; what cannot be read is passed by or becomes a finding.
  ///
  /// - Parameters:
  ///   - reader: what has read other clusters, most of whose queries are the same.
  ///   - other: the cluster's other build, where two are compared: what both scrape alike is not read again.
  public init(_ objects: ObjectSet, reading reader: QueryReader = QueryReader(), besides other: BuildCheck? = nil) {
    self.objects = objects
    graph = RuleGraph(objects, reading: reader)
    if let other, Self.isScraped(objects, as: other.objects) {
      (series, scraping) = (other.series, other.scraping)
    } else {
      series = ScrapedSeries(objects)
      scraping = (ScrapeCollisions.findings(in: objects) + RelabelingCheck.findings(in: objects))
        .map { TracedFinding($0) }
    }
    let alerts = Set(graph.queries.filter { $0.origin == .alert }.map(\.name))
    var found = InvalidExpressions.findings(in: graph) + MissingRecords.findings(in: graph)
    found += MissingLabels.findings(in: graph) + NeverMatching.findings(in: graph)
    found += DroppedMetrics.findings(in: graph, series) + UnknownJobs.findings(in: graph, series)
    found += DuplicateSeries.findings(in: graph) + TemplateLabels.findings(in: graph)
    found += NeverTrue.findings(in: graph) + LostCluster.findings(in: graph)
    found += scraping + RoutingCheck.findings(in: objects, alerts: alerts).map { TracedFinding($0) }
    traced = found
  }

  /// Whether another build has the same objects but for rules and dashboards, so that it scrapes the same.
  func isScraped(as other: ObjectSet) -> Bool { Self.isScraped(objects, as: other) }

  private static func isScraped(_ objects: ObjectSet, as other: ObjectSet) -> Bool {
    func scraped(_ objects: ObjectSet) -> [ObjectSet.Entry] {
      objects.entries.filter { !["PrometheusRule", "ConfigMap"].contains($0.reference.kind) }
    }
    return scraped(objects).elementsEqual(scraped(other)) { $0.reference == $1.reference && $0.value == $1.value }
  }

  /// What the build's own version of Prometheus makes wrong.
  var hazards: [TracedFinding] { hazards(from: nil) }

  /// The same, and what the step from another build to this one makes otherwise.
  func hazards(from: ObjectSet?) -> [TracedFinding] {
    PrometheusHazards.findings(from: from, to: objects, graph: graph, series: series).map { TracedFinding($0) }
  }

  /// Everything that was found, gravest first, then in the order of objects and of places in them.
  public func findings() -> [Finding] { MissingRecords.merged(traced + hazards).ranked() }

  /// How many queries of dashboards cannot be read: what they are made of only Grafana knows.
  public var unreadQueries: Int { graph.queries.count { $0.isDashboard && $0.expression.expression == nil } }
}

extension [Finding] {
  /// In the order in which they are told: what is about the whole build before what is about one object; in one object
  /// in the order of the checks.
  func ranked() -> [Finding] {
    enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.severity != y.severity { return x.severity < y.severity }
      if x.object != y.object { return Self.precedes(x.object, y.object) }
      return a.offset < b.offset
    }.map(\.element)
  }

  private static func precedes(_ a: ObjectReference?, _ b: ObjectReference?) -> Bool {
    guard let b else { return false }
    return a.map { $0 < b } ?? true
  }
}
