import Foundation
import Testing
import ValueTree

/// What becomes of the kubelet's series in a real Prometheus that scrapes what the build says.
///
/// Scrapes are twenty times as fast as in a cluster. Nodes differ in nothing but a label: Prometheus spreads their
/// scrapes over the interval by it, so that of eight nodes some have overlapping scrapes for certain.
@Suite(
  "The kubelet's endpoints in a real Prometheus",
  .enabled(if: RunningPrometheus.isInstalled, "Debian's package prometheus is not installed"))
struct KubeletScrapeTests {
  private static let nodes = 8
  private static let counters = [
    "prometheus_target_scrapes_sample_out_of_order_total",
    "prometheus_target_scrapes_sample_duplicate_timestamp_total",
  ]

  /// The kubelet's ServiceMonitor by what `probes` says; `stock` is without the library.
  private static let monitors: Result<[String: Value], any Error> = Result {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("release: v0.17\n", to: "monigen.yaml")
    let names = ["stock", "keep", "series", "target"]
    for name in names {
      let library = name == "stock" ? "{}" : "{ kubelet-probes: { probes: \(name) } }"
      try workspace.write("provider: kubeadm\nkubernetes: '1.34'\nlibraries: \(library)\n", to: "clusters/\(name).yaml")
    }
    let outcome = try workspace.monigen("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let tree = try BuiltCluster(workspace.folder.appending(path: "generated/\(name)"))
        return (name, try #require(tree.object("ServiceMonitor", "kubelet")))
      })
  }

  private static func monitor(_ name: String) throws -> Value { try #require(try monitors.get()[name]) }

  /// A monitor as a team or a chart may have it: no endpoint sets `metrics_path`.
  private static func withoutPath(_ monitor: Value) throws -> Value {
    try JSONReader.read(
      JSONWriter.compact(monitor).replacing(
        #"{"action":"replace","sourceLabels":["__metrics_path__"],"targetLabel":"metrics_path"}"#,
        with: #"{"action":"replace","sourceLabels":["job"],"targetLabel":"job"}"#))
  }

  private static func scrape(_ monitor: Value, _ kubelet: LoopbackServer) async throws -> RunningPrometheus {
    let targets = (1...nodes).map { node in
      ScrapeConfiguration.Target(
        address: "127.0.0.1:\(kubelet.port)",
        labels: ["namespace": "kube-system", "service": "kubelet", "job": "kubelet", "instance": "n\(node):10250"])
    }
    return try await RunningPrometheus(ScrapeConfiguration(monitor: monitor, targets: targets, pace: 20).jobs)
  }

  @Test("without metrics_path, and with slow answers, samples collide")
  func collides() async throws {
    let kubelet = try SimulatedKubelet.start(slowness: .milliseconds(1200))
    let monitor = try Self.withoutPath(Self.monitor("stock"))
    #expect(!JSONWriter.compact(monitor).contains("metrics_path\""))
    let prometheus = try await Self.scrape(monitor, kubelet)
    try await RunningPrometheus.wait("a counter of dropped samples grows") {
      Self.counters.contains { prometheus.counter($0) > 0 }
    }
    let first = Self.counters.map(prometheus.counter).reduce(0, +)
    try await RunningPrometheus.wait("it goes on growing") {
      Self.counters.map(prometheus.counter).reduce(0, +) > first
    }
  }

  @Test(
    "the same scrapes lose nothing",
    arguments: [
      ("series", false), ("series", true), ("target", false), ("target", true), ("stock", true), ("keep", true),
    ])
  func loses(nothing mode: String, hasPath: Bool) async throws {
    let kubelet = try SimulatedKubelet.start(slowness: .milliseconds(1200))
    let monitor = try Self.monitor(mode)
    let prometheus = try await Self.scrape(hasPath ? monitor : try Self.withoutPath(monitor), kubelet)
    // Each node's slow path has been asked four times: in the control run that is more than enough.
    try await RunningPrometheus.wait("the nodes have been scraped") {
      kubelet.answered("/metrics") >= 4 * Self.nodes
    }
    for counter in Self.counters { #expect(prometheus.counter(counter) == 0, "\(counter)") }
    #expect(try prometheus.count("kubelet_running_pods") == Self.nodes)
    #expect(try prometheus.count("kubernetes_healthcheck") == Self.nodes)
    #expect(try prometheus.count("prober_probe_total") == (mode == "target" ? 0 : Self.nodes))
    #expect((kubelet.answered("/metrics/probes") == 0) == (mode == "target"))
    // Of a start time there is one series per node, unless the probes' is kept apart.
    let copies = mode == "stock" || mode == "keep" ? 2 : 1
    #expect(try prometheus.count("process_start_time_seconds") == copies * Self.nodes)
  }
}
