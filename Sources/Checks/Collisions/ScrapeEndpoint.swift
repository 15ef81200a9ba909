import Kubernetes
import ValueTree

/// One endpoint of a ServiceMonitor or PodMonitor: what it scrapes, and what becomes of it.
struct ScrapeEndpoint: Sendable {
  /// The monitor.
  var monitor: ObjectReference
  /// Its place in the monitor, as `spec.endpoints[2]`.
  var place: String
  /// The URL path.
  var path: String
  /// The port's name or number, as the label `endpoint` has it.
  var port: String
  /// The query's parameters: another query, another answer.
  var parameters: Value
  /// The labels that its targets' objects must have.
  var matchLabels: [String: String]
  /// The whole selector, to compare.
  var selector: Value
  /// The namespaces that it looks in; nil: all.
  var namespaces: Set<String>?
  /// The label of the Service or Pod that `job` is taken from; nil: its name.
  var jobLabel: String?
  /// Rules for targets, then those for samples.
  var relabelings: [RelabelRule]
  var metricRelabelings: [RelabelRule]

  /// The endpoints of an object; none where it is no monitor.
  static func all(of entry: ObjectSet.Entry) -> [ScrapeEndpoint] {
    let field =
      switch entry.reference.kind {
      case "ServiceMonitor": "endpoints"
      case "PodMonitor": "podMetricsEndpoints"
      default: ""
      }
    let spec = entry.value["spec"]
    return (spec?[field]?.array ?? []).enumerated().compactMap { index, value in
      guard value.object != nil else { return nil }
      return ScrapeEndpoint(entry.reference, spec ?? .null, value, place: "spec.\(field)[\(index)]")
    }
  }

  private init(_ monitor: ObjectReference, _ spec: Value, _ value: Value, place: String) {
    self.monitor = monitor
    self.place = place
    path = value["path"]?.string ?? "/metrics"
    port = (value["port"] ?? value["targetPort"] ?? value["portNumber"])?.scalarText ?? ""
    parameters = value["params"] ?? [:]
    selector = spec["selector"] ?? [:]
    matchLabels = [:]
    for (key, label) in selector["matchLabels"]?.object ?? [:] { matchLabels[key] = label.scalarText }
    let chosen = spec["namespaceSelector"]
    if chosen?["any"]?.bool == true {
      namespaces = nil
    } else {
      let names = (chosen?["matchNames"] ?? .null).scalarTexts
      namespaces = names.isEmpty ? [monitor.namespace ?? ""] : Set(names)
    }
    jobLabel = spec["jobLabel"]?.string
    relabelings = RelabelRule.all(in: value["relabelings"])
    metricRelabelings = RelabelRule.all(in: value["metricRelabelings"])
  }

  /// Whether the rules for targets take its own path away before anything is scraped.
  var isDropped: Bool {
    relabelings.contains { $0.removes(["__metrics_path__": path]) }
  }

  /// Whether a metric's samples are stored.
  func stores(_ metric: String) -> Bool {
    !metricRelabelings.contains { $0.removes(["__name__": metric]) }
  }
}
