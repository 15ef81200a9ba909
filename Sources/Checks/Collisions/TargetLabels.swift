/// The labels with which an endpoint's samples are stored, as far as they can be told without a cluster.
struct TargetLabels: Sendable {
  /// What is known of a label's value.
  enum Content: Sendable, Hashable {
    /// The value itself.
    case value(String)
    /// What the value is taken from: the same for every endpoint that says the same.
    case derived(String)
  }

  private(set) var labels: [String: Content]

  /// - Parameters:
  ///   - objectLabels: labels that the Services or Pods behind both endpoints are known to have.
  ///   - service: the name of that Service, where it is known.
  init(of endpoint: ScrapeEndpoint, objectLabels: [String: String], service: String?) {
    let isService = endpoint.monitor.kind == "ServiceMonitor"
    labels = ["endpoint": .value(endpoint.port)]
    if let label = endpoint.jobLabel {
      labels["job"] = objectLabels[label].map(Content.value) ?? .derived("label \(label)")
    } else if isService {
      labels["job"] = service.map(Content.value) ?? .derived("service")
    } else {
      labels["job"] = .value("\(endpoint.monitor.namespace ?? "")/\(endpoint.monitor.name)")
    }
    for rule in endpoint.relabelings { apply(rule, path: endpoint.path) }
  }

  private mutating func apply(_ rule: RelabelRule, path: String) {
    if rule.action == "replace", let label = rule.targetLabel {
      var known = ["__metrics_path__": path]
      for (name, content) in labels {
        if case .value(let value) = content { known[name] = value }
      }
      let value = rule.value(of: known)
      // An empty label is none.
      labels[label] = value == "" ? nil : value.map(Content.value) ?? .derived("\(rule)")
    } else {
      labels = labels.filter { !rule.removes(label: $0.key) }
    }
  }

  /// Whether some label has different values, or may have: then samples of the two are different series.
  func isApart(from other: TargetLabels) -> Bool {
    labels != other.labels
  }
}
