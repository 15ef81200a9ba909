import Kubernetes

/// What versions of Prometheus make of rules and configuration that stay as they are: the step from 2 to 3 above all.
///
///     PrometheusHazards.findings(from: v13, to: v17).map(\.code)  // ["integer-bucket", "feature-flag"]
///
/// Everything is gated by the versions that the build itself names: where it names none, nothing is told.
package enum PrometheusHazards {
  /// Findings about the new build: rules and dashboards first, then monitors, then each Prometheus.
  ///
  /// - Parameters:
  ///   - from: the build before; nil for one build alone. What its version makes wrong is told either way; what means
  ///     something else after a step, and is right otherwise, only with both.
  ///   - to: the build.
  package static func findings(from: ObjectSet?, to: ObjectSet) -> [Finding] {
    findings(from: from, to: to, graph: RuleGraph(to), series: ScrapedSeries(to))
  }

  /// The same for a build whose rules and monitors were read already.
  static func findings(from: ObjectSet?, to: ObjectSet, graph: RuleGraph, series: ScrapedSeries) -> [Finding] {
    let context = HazardContext(from: from, to: to, graph: graph, series: series)
    guard context.servers.contains(where: { $0.version != nil }) else { return [] }
    return ExpressionSupport.findings(context) + RuleNames.findings(context)
      + BucketMatchers.findings(context) + BucketRelabelings.findings(context)
      + NarrowWindows.findings(context) + ChangedMetrics.findings(context)
      + EndpointLabels.findings(context) + DefaultPorts.findings(context)
      + ServerArguments.findings(context) + FeatureFlags.findings(context) + AlertmanagerAPI.findings(context)
      + ScrapeConfiguration.findings(context) + ServerDefaults.findings(context)
  }
}
