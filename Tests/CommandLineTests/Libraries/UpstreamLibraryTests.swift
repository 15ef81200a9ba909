import Foundation
import Testing
import ValueTree

/// All bundled libraries on the real kube-prometheus, release by release.
@Suite(
  "Libraries on the upstream stack", .serialized,
  .enabled(if: Upstream.folder != nil, "MONIGEN_UPSTREAM=DIR names upstream's releases"))
struct UpstreamLibraryTests {
  private static let releases = Effort.isLong ? Upstream.releases : ["v0.13", "v0.17", "v0.18"]

  @Test("rules, monitors and dashboards build, and the kubelet's monitor is patched", arguments: releases)
  func libraries(release: String) throws {
    let upstream = try Upstream(copying: ["libsonnet"])
    try upstream.workspace.write(
      """
      provider: kubeadm
      kubernetes: '1.33'
      release: v0.17
      libraries:
        velero: true
        cloudnative-pg: { namespaces: [databases] }
        kubelet-certificates: true
        kubelet-probes: { probes: target }
      """, to: "clusters/all.yaml")
    let tree = try upstream.build("all", release: release)
    if Promtool.isInstalled {
      let complaint = try tree.complaintOfPromtool(in: upstream.workspace)
      #expect(complaint == nil)
    }
    let names = Set(tree.objects.map { "\($0.kind) \($0.name)" })
    for name in [
      "PrometheusRule velero-rules", "ServiceMonitor velero", "PodMonitor velero-node-agent",
      "PrometheusRule cloudnative-pg-rules", "PodMonitor cloudnative-pg", "PodMonitor cloudnative-pg-pooler",
      "PodMonitor cloudnative-pg-operator", "PrometheusRule kubelet-certificates-rules",
      "PrometheusRule kubelet-probes-rules", "ConfigMap grafana-dashboard-velero",
      "ConfigMap grafana-dashboard-cloudnative-pg",
    ] { #expect(names.contains(name), "\(name)") }
    for namespace in ["velero", "databases", "cnpg-system"] {
      let role = tree["Role"].first { $0.name == "prometheus-k8s" && $0.namespace == namespace }
      #expect(role != nil, "Prometheus may discover \(namespace)")
      let readsSlices = Int(release.dropFirst("v0.".count)).map { $0 >= 17 } ?? false
      #expect(!readsSlices || role?.value.paths { $0 == "endpointslices" }.isEmpty == false, "\(namespace)")
    }
    let kubelet = try #require(tree.object("ServiceMonitor", "kubelet")?["spec"]?["endpoints"]?.array)
    for endpoint in kubelet {
      let rules = endpoint["relabelings"]?.array ?? []
      #expect(rules.contains { $0["targetLabel"] == "metrics_path" }, "\(endpoint["path"]?.string ?? "/metrics")")
      let isDropped = rules.contains { $0["action"] == "drop" && $0["regex"] == "/metrics/probes" }
      #expect(isDropped == (endpoint["path"] == "/metrics/probes"))
    }
  }
}
