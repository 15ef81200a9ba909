import Kubernetes
import Relabeling
import ValueTree

/// One endpoint of a ServiceMonitor or PodMonitor, a Probe, a ScrapeConfig, or one job of a configuration: what it
/// scrapes, and what becomes of it.
struct ScrapeEndpoint: Sendable {
  /// The monitor; the object that holds the configuration.
  var monitor: ObjectReference
  /// Its place in the monitor, as `spec.endpoints[2]`.
  var place: String
  /// The URL path.
  var path: String
  /// The port's name or number, as the label `endpoint` has it; empty where it has none.
  var port: String
  /// The query's parameters: another query, another answer.
  var parameters: Value
  /// The labels that its targets' objects must have.
  var matchLabels: [String: String]
  /// The whole selector, to compare.
  var selector: Value
  /// The namespaces that it looks in; nil: all.
  var namespaces: Set<String>?
  /// The label of the Service or Pod that `job` is taken from; nil: none.
  var jobLabel: String?
  /// Whether labels of samples win over those of the target.
  var honorsLabels: Bool
  /// Steps for targets, then those for samples.
  var relabelings: RelabelList
  var metricRelabelings: RelabelList

  /// The endpoints of an object; none where it is no ServiceMonitor or PodMonitor.
  static func all(of entry: ObjectSet.Entry, pool: inout RegularExpressionPool) -> [ScrapeEndpoint] {
    guard ["ServiceMonitor", "PodMonitor"].contains(entry.reference.kind) else { return [] }
    let field = MonitorView.endpointList(of: entry.reference.kind)
    let spec = entry.value["spec"]
    var found: [ScrapeEndpoint] = []
    for (index, value) in (spec?[field]?.array ?? []).enumerated() where value.object != nil {
      let place = "spec.\(field)[\(index)]"
      found.append(ScrapeEndpoint(entry.reference, spec ?? .null, value, place: place, pool: &pool))
    }
    return found
  }

  private init(
    _ monitor: ObjectReference, _ spec: Value, _ value: Value, place: String, pool: inout RegularExpressionPool
  ) {
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
    jobLabel = spec["jobLabel"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    honorsLabels = value["honorLabels"]?.bool ?? false
    relabelings = RelabelList(value["relabelings"], spelling: .customResource, pool: &pool)
    metricRelabelings = RelabelList(value["metricRelabelings"], spelling: .customResource, pool: &pool)
  }

  /// Whether the steps for targets take its own path away before anything is scraped.
  var isDropped: Bool {
    var labels = LabelSet(["__metrics_path__": path], hasOthers: true)
    return relabelings.apply(to: &labels).outcome == .dropped
  }

  /// Whether a metric's samples are stored, all or some of them.
  func stores(_ metric: String) -> Bool {
    var labels = LabelSet(["__name__": metric], hasOthers: true)
    return metricRelabelings.apply(to: &labels).outcome != .dropped
  }
}
