import Foundation
import Testing
import ValueTree

/// The embedded stack in every release that it has a profile for; in a plain run the oldest and the newest.
@Suite("The embedded stack, release by release", .serialized)
struct EmbeddedReleaseTests {
  private static let releases = Effort.releases(["v0.13", "v0.14", "v0.15", "v0.16", "v0.17", "v0.18"])

  @Test("builds for both kinds of control plane and shows what the release is", arguments: releases)
  func release(_ release: String) throws {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("", to: "monigen.yaml")
    try workspace.write("provider: kubeadm\nkubernetes: '1.33'\nrelease: v0.17\n", to: "clusters/own.yaml")
    try workspace.write("provider: gcp\nkubernetes: '1.33'\nrelease: v0.17\n", to: "clusters/managed.yaml")
    let outcome = try workspace.monigen("build", "--release", release, "--output", "trees")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let own = try BuiltCluster(workspace.folder.appending(path: "trees/own"))
    let managed = try BuiltCluster(workspace.folder.appending(path: "trees/managed"))
    try checkRules(of: [own, managed], in: workspace)
    try checkFacts(of: own, minor: try #require(Int(release.dropFirst("v0.".count))))
    try checkControlPlane(own: own, managed: managed)
    let record = try JSONReader.read(try workspace.read("trees/own/monigen.lock.json"))
    #expect(record["release"] == .string(release + ".0"))
  }

  private func checkRules(of trees: [BuiltCluster], in workspace: Workspace) throws {
    for tree in trees {
      #expect(tree.alerts.count > 50, "\(tree.name)")
      guard Promtool.isInstalled else { continue }
      let complaint = try tree.complaintOfPromtool(in: workspace)
      #expect(complaint == nil)
    }
  }

  private func checkFacts(of tree: BuiltCluster, minor: Int) throws {
    let prometheus = try #require(tree.object("Prometheus", "k8s")?["spec"])
    #expect((prometheus["serviceDiscoveryRole"] == "EndpointSlice") == (minor >= 17))
    #expect((prometheus["scrapeConfigSelector"] != nil) == (minor >= 14))
    #expect(prometheus["version"]?.string?.hasPrefix("3.") == (minor >= 15))
    #expect(prometheus["image"]?.string?.hasSuffix(":v\(prometheus["version"]?.string ?? "")") == true)

    let roles = tree["Role"].filter { $0.name == "prometheus-k8s" }
    #expect(!roles.isEmpty)
    let readsSlices = roles.contains { !$0.value.paths { $0 == "endpointslices" }.isEmpty }
    #expect(readsSlices == (minor >= 17), "what Prometheus discovers with, it may read")

    let kubelet = try #require(tree.object("ServiceMonitor", "kubelet"))
    #expect(kubelet.paths { $0 == "/metrics/slis" }.isEmpty == (minor < 14))
    #expect(!kubelet.paths { $0 == "/metrics/cadvisor" }.isEmpty)

    let exporter = try #require(tree.object("DaemonSet", "node-exporter"))
    let port = minor >= 15 ? 9101 : 9100
    #expect(exporter.paths { $0 == .string("--web.listen-address=127.0.0.1:\(port)") }.count == 1)
    #expect(exporter.paths { $0 == .string("--upstream=http://127.0.0.1:\(port)/") }.count == 1)
  }

  private func checkControlPlane(own: BuiltCluster, managed: BuiltCluster) throws {
    #expect(own.controlPlaneNames.contains("ServiceMonitor kube-scheduler"))
    #expect(own.controlPlaneNames.contains("ServiceMonitor kube-controller-manager"))
    #expect(own.controlPlaneNames.contains { $0.hasPrefix("group ") })
    #expect(managed.controlPlaneNames == [])
    let (ownNames, managedNames) = (own.alerts.compactMap(\.alert), managed.alerts.compactMap(\.alert))
    #expect(Set(managedNames).isSubset(of: ownNames), "a managed cluster has fewer alerts, not other ones")
    #expect(Set(managedNames).contains("KubeAPIDown"))
  }
}

extension BuiltCluster {
  /// What is there for scheduler, controller manager and etcd: monitors, services, groups of rules, alerts, dashboards.
  var controlPlaneNames: [String] {
    let isHidden = { (name: String) in
      let name = name.lowercased().replacing("-", with: "")
      return ["scheduler", "controllermanager", "etcd"].contains { name.contains($0) }
    }
    let objects = self["ServiceMonitor", "Service", "PodMonitor"].map { "\($0.kind) \($0.name)" }
    let rules = rules.flatMap { rule in ["group \(rule.group)", "alert \(rule.alert ?? "")"] }
    let dashboards = self["ConfigMap"].filter { $0.name.hasPrefix("grafana-dashboard") }.map { "dashboard \($0.name)" }
    return Set((objects + rules + dashboards).filter(isHidden)).sorted()
  }
}
