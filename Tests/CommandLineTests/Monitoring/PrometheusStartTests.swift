import Foundation
import Testing
import ValueTree

/// The embedded stack in a real Prometheus on loopback: its rules, and the scrapes that its monitors ask for.
@Suite(
  "The embedded stack in a running Prometheus",
  .enabled(if: RunningPrometheus.isInstalled, "Debian's package prometheus is not installed"))
struct PrometheusStartTests {
  @Test("is loaded without an error", arguments: ["hetzner-prod", "gcp-prod"])
  func start(cluster: String) async throws {
    let tree = try #require(try BundledProject.trees.get().first { $0.name == cluster })
    let monitors = tree["ServiceMonitor", "PodMonitor"]
    // Nobody listens there: what counts is that Prometheus takes the configuration and begins to scrape.
    let jobs = monitors.flatMap { monitor in
      let target = ScrapeConfiguration.Target(
        address: "127.0.0.1:1", labels: ["namespace": monitor.namespace, "service": monitor.name])
      return ScrapeConfiguration(monitor: monitor.value, targets: [target]).jobs
    }
    #expect(jobs.count > 12)
    let groups = tree["PrometheusRule"].flatMap { $0.value["spec"]?["groups"]?.array ?? [] }
    let prometheus = try await RunningPrometheus(jobs, rules: ["groups": .array(groups)])

    let pools = try prometheus.answer("/api/v1/targets")["activeTargets"]?.array ?? []
    let names = Set(jobs.compactMap { $0["job_name"]?.string })
    #expect(Set(pools.compactMap { $0["scrapePool"]?.string }) == names)
    var loaded: [Value] = []
    // Until every group was evaluated once, but for the one that takes its own three minutes.
    try await RunningPrometheus.wait("rules are evaluated") {
      loaded = try prometheus.answer("/api/v1/rules")["groups"]?.array ?? []
      let rules = loaded.filter { $0["interval"]?.number?.double ?? 0 <= 1 }.flatMap { $0["rules"]?.array ?? [] }
      return !rules.isEmpty && rules.allSatisfy { $0["health"] != "unknown" }
    }
    #expect(loaded.count == groups.count)
    let rules = loaded.flatMap { $0["rules"]?.array ?? [] }
    #expect(rules.count == tree.rules.count)
    let failing = rules.filter { $0["health"] == "err" }.map { "\($0["name"] ?? ""): \($0["lastError"] ?? "")" }
    #expect(failing == [])
  }
}
