import ValueTree

/// What Prometheus' operator makes of a ServiceMonitor or PodMonitor, for targets that are known instead of discovered.
///
/// The labels that discovery gives a target are those of `Target`; everything else is taken from the monitor. Facts:
/// prometheus-operator's `pkg/prometheus/promcfg.go`.
struct ScrapeConfiguration {
  /// A pod behind the monitor.
  struct Target {
    /// Host and port to scrape.
    var address: String
    /// What discovery would add, as `namespace`, `service` and `instance`.
    var labels: [String: String]
  }

  /// The value of `monitor`, one configuration for each endpoint.
  var monitor: Value
  var targets: [Target]
  /// Scheme of all targets, whatever the monitor says: ours have no certificates.
  var scheme = "http"
  /// How many times faster than the monitor says.
  var pace = 1

  /// In the order of the endpoints.
  var jobs: [Value] {
    let spec = monitor["spec"]
    let endpoints = spec?["endpoints"]?.array ?? spec?["podMetricsEndpoints"]?.array ?? []
    return endpoints.enumerated().map { job($1, index: $0) }
  }

  private func job(_ endpoint: Value, index: Int) -> Value {
    let kind = monitor["kind"] == "PodMonitor" ? "podMonitor" : "serviceMonitor"
    let name = monitor["metadata"]?["name"]?.string ?? ""
    let namespace = monitor["metadata"]?["namespace"]?.string ?? ""
    let interval = Value.string("\(Self.milliseconds(endpoint["interval"]?.string ?? "30s") / pace)ms")
    var job: Object = [
      "job_name": .string("\(kind)/\(namespace)/\(name)/\(index)"), "scheme": .string(scheme),
      "metrics_path": endpoint["path"] ?? "/metrics", "scrape_interval": interval, "scrape_timeout": interval,
      "static_configs": .array(targets.map { configuration(of: $0, endpoint) }),
    ]
    let fields = [
      ("honorLabels", "honor_labels"), ("honorTimestamps", "honor_timestamps"), ("params", "params"),
      ("sampleLimit", "sample_limit"),
    ]
    for (field, key) in fields { job[key] = endpoint[field] }
    job["relabel_configs"] = Self.rules(endpoint["relabelings"])
    job["metric_relabel_configs"] = Self.rules(endpoint["metricRelabelings"])
    return .object(job)
  }

  private func configuration(of target: Target, _ endpoint: Value) -> Value {
    var labels: Object = ["endpoint": endpoint["port"] ?? endpoint["targetPort"] ?? ""]
    for (name, value) in target.labels.sorted(by: { $0.key < $1.key }) { labels[name] = .string(value) }
    return ["targets": [.string(target.address)], "labels": .object(labels)]
  }

  private static func rules(_ value: Value?) -> Value {
    let names = ["sourceLabels": "source_labels", "targetLabel": "target_label"]
    return .array(
      (value?.array ?? []).map { rule in
        var members = Object()
        for (key, value) in rule.object ?? [:] {
          members[names[key] ?? key] = key == "action" ? .string(value.string?.lowercased() ?? "") : value
        }
        return .object(members)
      })
  }

  /// Of durations in seconds and minutes, which are all that monitors say.
  private static func milliseconds(_ text: String) -> Int {
    (Int(text.dropLast()) ?? 30) * (text.hasSuffix("m") ? 60_000 : 1000)
  }
}
