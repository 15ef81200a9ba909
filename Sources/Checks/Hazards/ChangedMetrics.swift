import PromQL

/// Metrics of Prometheus itself that a version deprecates, or counts and labels otherwise.
///
/// Source: Prometheus' change log, 3.1.0, 3.7.0 and 3.10.0.
enum ChangedMetrics {
  private struct Entry {
    var names: Set<String>
    var version: PrometheusVersion
    var what: String
    /// Whether it is told of a build alone, too.
    var isLasting: Bool
  }

  private static let entries = [
    Entry(
      names: [
        "prometheus_remote_storage_samples_in_total", "prometheus_remote_storage_histograms_in_total",
        "prometheus_remote_storage_exemplars_in_total", "prometheus_remote_storage_highest_timestamp_in_seconds",
      ],
      version: PrometheusVersion(3, 7), what: "is deprecated and will be gone one day", isLasting: true),
    Entry(
      names: ["prometheus_notifications_errors_total"], version: PrometheusVersion(3, 1),
      what: "counts alerts that were not sent, no longer requests", isLasting: false),
    Entry(
      names: [
        "prometheus_notifications_dropped_total", "prometheus_notifications_queue_length",
        "prometheus_notifications_queue_capacity",
      ],
      version: PrometheusVersion(3, 10), what: "has a label 'alertmanager': there is one series for each of them",
      isLasting: false),
  ]

  static func findings(_ context: HazardContext) -> [Finding] {
    entries.flatMap { entry -> [Finding] in
      let server = entry.isLasting ? context.server(since: entry.version)
        : context.servers(reaching: entry.version).first
      guard let server else { return [] }
      return context.graph.queries.flatMap { query -> [Finding] in
        (query.expression.summary?.metrics ?? []).filter(entry.names.contains).map { metric in
          Finding(
            .info, .changedMetric, query.object, path: query.path,
            "\(query.description) asks for \(metric), which since Prometheus \(entry.version) \(entry.what)",
            hint: "look at the change log of Prometheus \(server.version?.description ?? "")")
        }
      }
    }
  }
}
