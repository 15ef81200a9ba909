/// A part of Kubernetes that serves metrics on several paths, and what these have in common.
///
/// Read off the kubelet's `pkg/kubelet/server/server.go` and component-base's registries (1.27 to 1.35): each path has
/// a registry of its own, and those that know process metrics repeat `process_start_time_seconds`. cAdvisor and
/// `/metrics/resource` share names, not series: the latter's have fewer labels.
struct KnownComponent: Sendable {
  /// As a person would call it.
  var name: String
  /// Labels of its Service, any of which tells it.
  var labels: [(key: String, value: String)]
  /// The name of its Service, which is what `job` becomes.
  var service: String
  /// By path the series of which another path has the same.
  var repeated: [String: Set<String>]

  /// By path the beginnings of all names that it has, where these are known.
  var names: [String: [String]] = [:]
  /// What `job` may become where a label of its Service gives it, sorted; empty where that is not known.
  var labelledJobs: [String] = []
  /// By port the beginnings of all names that it has, where these are known; goes before `names`.
  var ownPorts: [String: [String]] = [:]

  private static let process: Set = ["process_start_time_seconds"]
  private static let slis = ["/metrics": process, "/metrics/slis": process]
  private static let sliNames = ["/metrics/slis": ["kubernetes_healthcheck", "process_start_time_seconds"]]

  /// All that are known.
  static let all = [
    KnownComponent(
      name: "the kubelet",
      labels: [("app.kubernetes.io/name", "kubelet"), ("k8s-app", "kubelet")], service: "kubelet",
      repeated: ["/metrics": process, "/metrics/probes": process, "/metrics/slis": process],
      names: [
        "/metrics/cadvisor": ["container_", "machine_", "cadvisor_"],
        "/metrics/probes": ["prober_", "process_start_time_seconds"],
        "/metrics/resource": ["container_", "pod_", "node_", "scrape_error", "resource_scrape_error"],
        "/metrics/slis": ["kubernetes_healthcheck", "process_start_time_seconds"],
      ]),
    KnownComponent(
      name: "the API server",
      labels: [("component", "apiserver")], service: "kubernetes", repeated: slis,
      names: sliNames),
    KnownComponent(
      name: "the scheduler", labels: Self.labels("kube-scheduler"), service: "kube-scheduler", repeated: slis,
      names: sliNames),
    KnownComponent(
      name: "the controller manager", labels: Self.labels("kube-controller-manager"),
      service: "kube-controller-manager", repeated: slis,
      names: sliNames),
    // The Service of Kubernetes' own add-on is called kube-dns, that of CoreDNS' chart coredns.
    KnownComponent(
      name: "the cluster's DNS", labels: [("k8s-app", "kube-dns")], service: "kube-dns", repeated: [:],
      labelledJobs: ["coredns", "kube-dns"]),
    KnownComponent(
      name: "the operator", labels: [("app.kubernetes.io/name", "prometheus-operator")],
      service: "prometheus-operator", repeated: [:]),
    // Its second port tells of itself alone (docs/README.md of kube-state-metrics).
    KnownComponent(
      name: "kube-state-metrics", labels: [("app.kubernetes.io/name", "kube-state-metrics")],
      service: "kube-state-metrics", repeated: [:],
      ownPorts: ["https-self": ["kube_state_metrics_", "process_", "go_", "promhttp_", "http_"]]),
  ]

  /// Beginnings of names that the kubelet alone has, and not on its path `/metrics`.
  private static let ownNames = ["container_", "machine_", "prober_"]

  /// Whether a metric is one that only the kubelet's further paths have.
  static func isKubelets(_ metric: String) -> Bool { ownNames.contains(where: metric.hasPrefix) }

  /// Whether a path of one of its ports may expose a metric.
  func mayExpose(_ metric: String, on path: String, port: String) -> Bool {
    guard let names = ownPorts[port] ?? names[path] else { return !Self.isKubelets(metric) }
    return names.contains(where: metric.hasPrefix)
  }

  private static func labels(_ name: String) -> [(key: String, value: String)] {
    ["app.kubernetes.io/name", "k8s-app", "component"].map { ($0, name) }
  }
}

extension KnownComponent {
  /// The component that a selector of labels picks, nil where none is known.
  init?(selectedBy matchLabels: [String: String]) {
    let found = Self.all.first { component in component.labels.contains { matchLabels[$0.key] == $0.value } }
    guard let found else { return nil }
    self = found
  }
}
