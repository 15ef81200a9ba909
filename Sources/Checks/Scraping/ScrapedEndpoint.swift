import Kubernetes
import PromQL
import Relabeling
import ValueTree

/// An endpoint together with what the build tells of its targets. A class, as every query
/// looks at all of them.
final class ScrapedEndpoint: Sendable {
  let endpoint: ScrapeEndpoint
  /// The part of Kubernetes that it scrapes, if it is one.
  let component: KnownComponent?
  /// The values of `job` that its targets get; nil among them for those that are not known.
  let jobs: Set<String?>
  private let mayExposeAnything: Bool
  /// The labels of each kind of target after its own steps, as far as they are known.
  private let targets: [LabelSet]

  /// nil where its steps drop every target.
  init?(_ endpoint: ScrapeEndpoint, services: [ObjectSet.Entry]) {
    self.endpoint = endpoint
    mayExposeAnything = Self.mayExposeAnything(endpoint)
    component = KnownComponent(selectedBy: endpoint.matchLabels)
    targets = Self.targets(of: endpoint, component: component, services: services).compactMap { labels in
      var labels = labels
      return endpoint.relabelings.apply(to: &labels).outcome == .dropped ? nil : labels
    }
    guard !targets.isEmpty else { return nil }
    jobs = Set(targets.map { $0["job"] })
  }

  /// Whether samples of a metric from some target of it may have labels that matchers find.
  func mayStore(_ metric: String, as matchers: [Matcher]) -> Bool {
    // Labels of samples may win over those of targets, and what a step that cannot be read does nobody knows.
    guard !endpoint.honorsLabels, endpoint.relabelings.problems.isEmpty else { return true }
    return targets.contains { target in
      var labels = target
      labels["__name__"] = metric
      guard endpoint.metricRelabelings.apply(to: &labels).outcome == .kept else { return true }
      return matchers.allSatisfy { matcher in labels[matcher.label].map(matcher.mayFind) ?? true }
    }
  }

  /// Whether its targets are known to have this job, and no other.
  func isCertain(ofJob job: String?) -> Bool { jobs == [job] }

  /// Whether a target of it with this job may expose the metric.
  func mayExpose(_ metric: String, job: String?) -> Bool {
    guard job == nil || jobs.contains(job) || jobs.contains(nil) else { return false }
    if let component { return component.mayExpose(metric, on: endpoint.path, port: endpoint.port) }
    return !KnownComponent.isKubelets(metric) || mayExposeAnything
  }

  /// Whether it may have what other programs' targets have: another Prometheus, or the kubelet's part as a program of
  /// its own.
  private static func mayExposeAnything(_ endpoint: ScrapeEndpoint) -> Bool {
    let words = [endpoint.monitor.name] + endpoint.matchLabels.values
    return endpoint.path == "/federate" || words.contains { $0.lowercased().contains("cadvisor") }
  }

  /// What becomes of the samples of a metric that it exposes.
  func fate(of metric: String) -> ScrapedSeries.Fate {
    var labels = LabelSet(["__name__": metric], hasOthers: true)
    let (outcome, place) = endpoint.metricRelabelings.apply(to: &labels)
    switch outcome {
    case .kept: return labels["__name__"] == metric ? .stored : .unknown
    case .uncertain: return .unknown
    case .dropped:
      let path = endpoint.place + ".\(endpoint.spelling.metricRelabelings)[\(place ?? 0)]"
      return .dropped([ScrapedSeries.Place(monitor: endpoint.monitor, path: path)])
    }
  }

  /// The labels of each kind of target before its own steps; one of which nothing is known where the build does not
  /// tell its targets.
  private static func targets(
    of endpoint: ScrapeEndpoint, component: KnownComponent?, services: [ObjectSet.Entry]
  ) -> [LabelSet] {
    var base = LabelSet(["__metrics_path__": endpoint.path], hasOthers: true)
    if !endpoint.port.isEmpty { base["endpoint"] = endpoint.port }
    switch endpoint.job {
    case .fixed(let jobs): return jobs.map { base.with(job: $0) }
    case .pod(let label, let name):
      return [base.with(job: label.map { endpoint.matchLabels[$0] } ?? name)]
    case .service(let label):
      if let job = label.flatMap({ endpoint.matchLabels[$0] }), !job.isEmpty { return [base.with(job: job)] }
      let found = services.filter(endpoint.selects)
      guard !found.isEmpty else { return jobs(of: component, isLabelled: label != nil).map { base.with(job: $0) } }
      return found.map { service in
        let value = label.flatMap { service.value["metadata"]?["labels"]?[$0]?.scalarText } ?? ""
        var labels = base.with(job: value.isEmpty ? service.reference.name : value)
        labels["service"] = service.reference.name
        labels["__meta_kubernetes_service_name"] = service.reference.name
        return labels
      }
    }
  }

  /// The values of `job` of targets whose Service is not in the build; nil for those that are not known.
  private static func jobs(of component: KnownComponent?, isLabelled: Bool) -> [String?] {
    guard let component else { return [nil] }
    guard isLabelled else { return [component.service] }
    return component.labelledJobs.isEmpty ? [nil] : component.labelledJobs
  }
}

extension Matcher {
  /// Whether it finds a value; an expression that cannot be compiled may find any.
  fileprivate func mayFind(_ text: String) -> Bool {
    switch self.operator {
    case .equal: text == value
    case .notEqual: text != value
    case .regexMatch: (try? RegularExpression(value))?.matches(text) ?? true
    case .regexNoMatch: (try? RegularExpression(value)).map { !$0.matches(text) } ?? true
    }
  }
}

extension LabelSet {
  /// With this value of `job`; nil where nobody knows it.
  fileprivate func with(job: String?) -> LabelSet {
    var labels = self
    labels["job"] = job
    return labels
  }
}

extension ScrapeEndpoint {
  /// Whether it selects a Service by labels alone; false where its selector says more than labels.
  func selects(_ service: ObjectSet.Entry) -> Bool {
    guard selector["matchExpressions"] == nil, !matchLabels.isEmpty else { return false }
    let labels = service.value["metadata"]?["labels"]
    return namespaces?.contains(service.reference.namespace ?? "") != false
      && matchLabels.allSatisfy { labels?[$0.key]?.scalarText == $0.value }
  }
}
