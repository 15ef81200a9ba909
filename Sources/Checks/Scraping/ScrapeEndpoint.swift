import Kubernetes
import Relabeling
import ValueTree

/// One endpoint of a ServiceMonitor or PodMonitor, a Probe, a ScrapeConfig, or one job of a configuration: what it
/// scrapes, and what becomes of it.
struct ScrapeEndpoint: Sendable {
  /// What `job` is before the endpoint's own steps.
  enum Job: Sendable, Hashable {
    /// The value of a label of its Service, else the Service's name.
    case service(label: String?)
    /// The value of a label of its Pod, else the value.
    case pod(label: String?, else: String)
    /// One of these; nil among them for what the build does not tell.
    case fixed([String?])
  }

  /// The monitor; the object that holds the configuration.
  var monitor: ObjectReference
  /// Its place in the monitor, as `spec.endpoints[2]`.
  var place: String
  /// The URL path.
  var path: String
  /// The port's name or number, as the label `endpoint` has it; empty where it has none.
  var port: String
  /// How often it is scraped, as written; nil for Prometheus' own interval.
  var interval: String?
  /// The query's parameters: another query, another answer.
  var parameters: Value
  /// The labels that its targets' objects must have.
  var matchLabels: [String: String]
  /// The whole selector, to compare.
  var selector: Value
  /// The namespaces that it looks in; nil: all.
  var namespaces: Set<String>?
  /// Where `job` comes from.
  var job: Job
  /// Whether labels of samples win over those of the target.
  var honorsLabels: Bool
  /// How its fields are written.
  var spelling: RelabelFields.Spelling
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
    let label = spec["jobLabel"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let name = "\(monitor.namespace ?? "")/\(monitor.name)"
    self.init(
      monitor, place: place,
      job: monitor.kind == "PodMonitor" ? .pod(label: label, else: name) : .service(label: label),
      relabelings: RelabelList(value["relabelings"], spelling: .customResource, pool: &pool),
      metricRelabelings: RelabelList(value["metricRelabelings"], spelling: .customResource, pool: &pool))
    path = value["path"]?.string ?? path
    port = (value["port"] ?? value["targetPort"] ?? value["portNumber"])?.scalarText ?? ""
    interval = value["interval"]?.scalarText
    parameters = value["params"] ?? [:]
    selector = spec["selector"] ?? [:]
    for (key, label) in selector["matchLabels"]?.object ?? [:] { matchLabels[key] = label.scalarText }
    let chosen = spec["namespaceSelector"]
    if chosen?["any"]?.bool == true {
      namespaces = nil
    } else {
      let names = (chosen?["matchNames"] ?? .null).scalarTexts
      namespaces = names.isEmpty ? [monitor.namespace ?? ""] : Set(names)
    }
    honorsLabels = value["honorLabels"]?.bool ?? false
  }

  /// An endpoint that selects nothing and has Prometheus' defaults.
  init(
    _ monitor: ObjectReference, place: String, job: Job, spelling: RelabelFields.Spelling = .customResource,
    relabelings: RelabelList, metricRelabelings: RelabelList
  ) {
    self.monitor = monitor
    self.place = place
    self.job = job
    self.spelling = spelling
    self.relabelings = relabelings
    self.metricRelabelings = metricRelabelings
    path = "/metrics"
    port = ""
    parameters = [:]
    matchLabels = [:]
    selector = [:]
    namespaces = []
    honorsLabels = false
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

extension RelabelFields.Spelling {
  /// The name of the list of steps for targets.
  var relabelings: String { self == .customResource ? "relabelings" : "relabel_configs" }
  /// The name of the list of steps for samples.
  var metricRelabelings: String { self == .customResource ? "metricRelabelings" : "metric_relabel_configs" }
}
