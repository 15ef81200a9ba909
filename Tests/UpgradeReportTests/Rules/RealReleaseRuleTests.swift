import Testing

@testable import UpgradeReport

@Suite("Rules of two real releases", .enabled(if: RealReleases.folder != nil, "\(RealReleases.comment)"))
struct RealReleaseRuleTests {
  @Test("seven alerts came between v0.13 and v0.17, none went, moved or got another name")
  func alerts() throws {
    let alerts = try report().alerts
    let names = [
      "KubeNodeEviction", "KubeNodePressure", "KubePdbNotEnoughHealthyPods", "NodeBondingDegraded",
      "NodeSystemdServiceCrashlooping", "PrometheusKubernetesListWatchFailures", "PrometheusOperatorStatusUpdateErrors",
    ]
    #expect(alerts.namesAdded == names)
    #expect(alerts.added.map(\.name).sorted() == names)
    #expect(alerts.namesRemoved == [])
    #expect(alerts.removed == [] && alerts.moved == [] && alerts.renamed == [])
  }

  @Test("twelve names of recording rules came and seven went, five of which are renames")
  func recordNames() throws {
    let records = try report().records
    #expect(records.namesAdded.count == 12)
    #expect(records.namesRemoved.count == 7)
    #expect(
      Set(records.renamed.map { "\($0.from.name) -> \($0.to.name)" }).sorted() == [
        "cluster_quantile:apiserver_request_slo_duration_seconds:histogram_quantile"
          + " -> cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile",
        "cluster_verb_scope:apiserver_request_slo_duration_seconds_count:increase1h"
          + " -> cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase1h",
        "cluster_verb_scope:apiserver_request_slo_duration_seconds_count:increase30d"
          + " -> cluster_verb_scope:apiserver_request_sli_duration_seconds_count:increase30d",
        "cluster_verb_scope_le:apiserver_request_slo_duration_seconds_bucket:increase1h"
          + " -> cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase1h",
        "cluster_verb_scope_le:apiserver_request_slo_duration_seconds_bucket:increase30d"
          + " -> cluster_verb_scope_le:apiserver_request_sli_duration_seconds_bucket:increase30d",
      ])
    #expect(records.renamed.allSatisfy { $0.from.labels == $0.to.labels && $0.from.group == $0.to.group })
  }

  @Test("seventeen recording rules moved when one group became ten")
  func moved() throws {
    let records = try report().records
    #expect(records.moved.count == 17)
    #expect(Set(records.moved.map(\.from.group)) == ["k8s.rules"])
    #expect(Set(records.moved.map(\.to.group)).count == 10)
    #expect(records.moved.allSatisfy { $0.from.name == $0.to.name && $0.from.labels == $0.to.labels })
  }

  @Test("what is left is new or gone: seven new names, four more rules of a known name, two names gone")
  func recordRules() throws {
    let records = try report().records
    let owners = "namespace_workload_pod:kube_pod_owner:relabel"
    let quantiles = [
      "cluster_quantile:scheduler_pod_scheduling_sli_duration_seconds:histogram_quantile",
      "cluster_quantile:scheduler_scheduling_attempt_duration_seconds:histogram_quantile",
    ]
    #expect(
      records.added.map(\.name).sorted() == quantiles.flatMap { [$0, $0, $0] } + [
        "instance:node_network_receive_bytes_physical:rate5m", "instance:node_network_receive_drop_physical:rate5m",
        "instance:node_network_transmit_bytes_physical:rate5m", "instance:node_network_transmit_drop_physical:rate5m",
        owners, owners, owners, owners,
        "node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m",
      ])
    #expect(
      Set(records.removed.map(\.name)).sorted() == [
        "cluster_quantile:scheduler_binding_duration_seconds:histogram_quantile",
        "cluster_quantile:scheduler_e2e_scheduling_duration_seconds:histogram_quantile",
      ])
    #expect(records.removed.count == 6)
  }

  private func report(from: String = "v0.13.0", to: String = "v0.17.0") throws -> ClusterReport {
    try RealReleases.report(from: from, to: to)
  }
}
