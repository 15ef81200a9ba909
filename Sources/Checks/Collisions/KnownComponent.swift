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

  private static let process: Set = ["process_start_time_seconds"]
  private static let slis = ["/metrics": process, "/metrics/slis": process]

  /// All that are known.
  static let all = [
    KnownComponent(
      name: "the kubelet",
      labels: [("app.kubernetes.io/name", "kubelet"), ("k8s-app", "kubelet")], service: "kubelet",
      repeated: ["/metrics": process, "/metrics/probes": process, "/metrics/slis": process]),
    KnownComponent(
      name: "the API server",
      labels: [("component", "apiserver")], service: "kubernetes", repeated: slis),
    KnownComponent(
      name: "the scheduler", labels: Self.labels("kube-scheduler"), service: "kube-scheduler", repeated: slis),
    KnownComponent(
      name: "the controller manager", labels: Self.labels("kube-controller-manager"),
      service: "kube-controller-manager", repeated: slis),
  ]

  private static func labels(_ name: String) -> [(key: String, value: String)] {
    ["app.kubernetes.io/name", "k8s-app", "component"].map { ($0, name) }
  }

  /// The component that a selector of labels picks, nil where none is known.
  init?(selectedBy matchLabels: [String: String]) {
    let found = Self.all.first { component in component.labels.contains { matchLabels[$0.key] == $0.value } }
    guard let found else { return nil }
    self = found
  }

  private init(
    name: String, labels: [(key: String, value: String)], service: String, repeated: [String: Set<String>]
  ) {
    self.name = name
    self.labels = labels
    self.service = service
    self.repeated = repeated
  }
}
