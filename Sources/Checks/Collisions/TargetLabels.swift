import Relabeling

/// The labels with which an endpoint's samples are stored, as far as they can be told without a cluster.
struct TargetLabels: Sendable {
  /// What is known of a label's value.
  enum Content: Sendable, Hashable {
    /// The value itself.
    case value(String)
    /// What the value is taken from: the same for every endpoint that says the same.
    case derived(String)
    /// The step that the value is taken from.
    case made(RelabelStep)
  }

  private(set) var labels: [String: Content]

  /// - Parameters:
  ///   - objectLabels: labels that the Services or Pods behind both endpoints are known to have.
  ///   - service: the name of that Service, where it is known.
  init(of endpoint: ScrapeEndpoint, objectLabels: [String: String], service: String?) {
    labels = ["endpoint": .value(endpoint.port)]
    switch endpoint.job {
    case .service(nil): labels["job"] = service.map(Content.value) ?? .derived("service")
    case .service(let label?), .pod(let label?, _):
      labels["job"] = objectLabels[label].map(Content.value) ?? .derived("label \(label)")
    case .pod(nil, let name): labels["job"] = .value(name)
    case .fixed(let jobs): labels["job"] = .derived("\(jobs)")
    }
    labels["__metrics_path__"] = .value(endpoint.path)
    for step in endpoint.relabelings.steps { apply(step) }
    labels["__metrics_path__"] = nil
  }

  /// Takes a step on what is known; a value that becomes unknown by it is told by the step.
  private mutating func apply(_ step: RelabelStep) {
    var known = LabelSet([:], hasOthers: true)
    for (name, content) in labels {
      if case .value(let value) = content { known[name] = value } else { known[name] = nil }
    }
    let before = known
    // What no label holds shows whether the step writes, where its label's old value takes no part.
    let mark = "\u{0}"
    if let target = step.onlyTarget, !step.sourceLabels.contains(target) { known[target] = mark }
    _ = step.apply(to: &known)
    for (name, value) in known.all where value != mark {
      if let value {
        labels[name] = .value(value)
      } else if before[name] != nil || step.onlyTarget == name || labels[name] == nil {
        labels[name] = .made(step)
      }
    }
    // An empty label is none.
    labels = labels.filter { known[$0.key] != "" }
  }

  /// Whether some label surely has different values.
  func isSurelyApart(from other: TargetLabels) -> Bool {
    Set(labels.keys).union(other.labels.keys).contains { name in
      switch (labels[name], other.labels[name]) {
      case (.value(let own), .value(let others)): own != others
      case (.value(let value), nil), (nil, .value(let value)): !value.isEmpty
      default: false
      }
    }
  }

  /// Whether some label has different values, or may have: then samples of the two are different series.
  func isApart(from other: TargetLabels) -> Bool {
    labels != other.labels
  }
}
