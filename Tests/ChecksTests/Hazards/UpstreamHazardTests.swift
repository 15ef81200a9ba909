import Kubernetes
import Testing

@testable import Checks

@Suite("Hazards of real releases", .enabled(if: UpstreamTree.folder != nil, "MONIGEN_UPSTREAM is not set"))
struct UpstreamHazardTests {
  @Test("a release by itself has nothing that breaks", arguments: UpstreamTree.releases)
  func alone(release: String) throws {
    let objects = try UpstreamTree.objects(release)
    #expect(objects.entries.count > 100)
    let found = PrometheusHazards.findings(from: nil, to: objects) + RelabelingCheck.findings(in: objects)
    #expect(found.filter { $0.severity == .breaking } == [])
    // From Prometheus 3 on, upstream's own steps for the API server no longer know the whole numbers in them.
    let isThree = !["v0.13.0", "v0.14.0"].contains(release)
    #expect(
      found.filter { $0.severity == .warning }.map { "\($0.code) \($0.object?.name ?? "")" }
        == (isThree ? ["integer-bucket kube-apiserver", "integer-bucket kube-apiserver"] : []))
  }

  @Test("the step from 2.46 to 3.10 brings what every step to version 3 brings, and nothing that breaks")
  func step() throws {
    let found = PrometheusHazards.findings(
      from: try UpstreamTree.objects("v0.13.0"), to: try UpstreamTree.objects("v0.17.0"))
    #expect(found.filter { $0.severity == .breaking } == [])
    #expect(Set(found.map(\.code)) == ["integer-bucket", "changed-metric", "content-type", "utf8-names"])
  }

  @Test("rules of v0.13 under the Prometheus of v0.17 lose their whole bounds")
  func oldRules() throws {
    let rules = try UpstreamTree.objects("v0.13.0").entries.filter { $0.reference.kind == "PrometheusRule" }
    let others = try UpstreamTree.objects("v0.17.0").entries.filter { $0.reference.kind != "PrometheusRule" }
    let mixed = ObjectSet(entries: (rules + others).sorted { $0.reference < $1.reference })
    let found = PrometheusHazards.findings(from: nil, to: mixed).filter { $0.severity == .breaking }
    #expect(found.count >= 8)
    #expect(Set(found.map(\.code)) == ["integer-bucket"])
    #expect(Set(found.compactMap(\.object?.name)) == ["kubernetes-monitoring-rules"])
  }

  @Test("all jobs of a release are known: from its Services, and from what CoreDNS' Service is called")
  func jobs() throws {
    let jobs = ScrapedSeries(try UpstreamTree.objects("v0.17.0")).jobs
    #expect(
      jobs.names == [
        "alertmanager-main", "apiserver", "blackbox-exporter", "coredns", "grafana", "kube-controller-manager",
        "kube-dns", "kube-scheduler", "kube-state-metrics", "kubelet", "node-exporter", "prometheus-adapter",
        "prometheus-k8s", "prometheus-operator",
      ])
    #expect(jobs.isClosed)
  }
}
