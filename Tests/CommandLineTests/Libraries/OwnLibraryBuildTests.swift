import Foundation
import Testing
import ValueTree

@Suite("Libraries in folders of one's own")
struct OwnLibraryBuildTests {
  @Test("a team's library and somebody else's mixin are built beside the bundled ones")
  func build() throws {
    let project = try OwnLibraries()
    let outcome = try project.workspace.monigen("build")
    #expect(outcome.errors == "")
    try #require(outcome.status == 0)
    let tree = try BuiltCluster(project.workspace.folder.appending(path: "generated/shop"))
    let alerts = Dictionary(grouping: tree.alerts, by: { $0.alert ?? "" })
    #expect(alerts["CheckoutQueueLong"]?.first?.expression == "checkout:orders_waiting:sum > 50\n")
    #expect(
      alerts["CheckoutQueueLong"]?.first?.value["annotations"]?["runbook_url"]
        == "https://wiki.example.com/runbooks/checkout#checkoutqueuelong")
    #expect(alerts["JobQueueFailing"]?.first?.expression.contains("job=\"queue\"") == true)
    #expect(alerts["VeleroBackupTooOld"] != nil)
    #expect(tree.object("ServiceMonitor", "checkout")?["metadata"]?["namespace"] == "monitoring")
    #expect(tree["RoleBinding"].contains { $0.namespace == "checkout" }, "Prometheus may discover the namespace")
    for name in ["checkout", "job-queue", "velero"] {
      #expect(tree.object("ConfigMap", "grafana-dashboard-\(name)") != nil, "\(name)")
    }
  }

  @Test("a setting that the library does not have is told at its place")
  func unknownSetting() throws {
    let project = try OwnLibraries()
    try project.workspace.edit("clusters/shop.yaml", replacing: "queueLimit:", with: "queueLimt:")
    let outcome = try project.workspace.monigen("build")
    #expect(outcome.status == 2)
    let place = "clusters/shop.yaml:5:5: error: unknown variable 'libraries.checkout.queueLimt'\n"
    #expect(outcome.errors.hasPrefix(place))
    #expect(outcome.errors.contains("did you mean 'queueLimit'?"))
  }

  @Test("endpoints that would store the same series are a warning of the build")
  func collision() throws {
    let project = try OwnLibraries()
    try project.workspace.write(
      """
      {
        kubernetesControlPlane+: {
          serviceMonitorKubelet+: {
            spec+: { endpoints: [endpoint { relabelings: [] } for endpoint in super.endpoints] },
          },
        },
      }
      """, to: "clusters/no-path.libsonnet")
    try project.workspace.edit(
      "clusters/shop.yaml", replacing: "provider: kind\n",
      with: "provider: kind\noverlays: [clusters/no-path.libsonnet]\n")
    let outcome = try project.workspace.monigen("build")
    #expect(outcome.status == 0, "a warning stops nothing")
    #expect(
      outcome.errors.contains(
        "warning: ServiceMonitor monitoring/kubelet: spec.endpoints[0]: it scrapes process_start_time_seconds of the "
          + "kubelet on /metrics, as spec.endpoints[2] does on /metrics/probes, and no label keeps the two apart"))
    #expect(outcome.output.hasSuffix("findings in shop: 1 warning\nmonigen check tells them\n"), "\(outcome.output)")
    // The library's fix would have cured it, had the overlay not come after it.
    try project.workspace.edit("clusters/shop.yaml", replacing: "  velero: true", with: "  kubelet-probes: true")
    #expect(try !project.workspace.monigen("build").errors.contains("process_start_time_seconds"))
  }
}
