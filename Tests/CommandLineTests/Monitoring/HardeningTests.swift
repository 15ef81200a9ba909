import Foundation
import Testing
import ValueTree

/// What a container of the embedded stack may do when somebody gets into it: in every release that has a profile.
@Suite("Workloads of the embedded stack", .serialized)
struct HardeningTests {
  private static let releases = Effort.releases(["v0.13", "v0.14", "v0.15", "v0.16", "v0.17", "v0.18"])

  @Test("run as little as they can, with bounds, behind policies", arguments: releases)
  func hardening(release: String) throws {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("release: \(release)\n", to: "monigen.yaml")
    try workspace.write("provider: kubeadm\nkubernetes: '1.33'\n", to: "clusters/own.yaml")
    let outcome = try workspace.monigen("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let tree = try BuiltCluster(workspace.folder.appending(path: "generated/own"))
    let workloads = tree["Deployment", "DaemonSet", "StatefulSet"]
    let pods = workloads.map { ($0.name, $0.value["spec"]?["template"]?["spec"]) }
    let resources = tree["Prometheus", "Alertmanager"].map { ($0.kind, $0.value["spec"]) }
    #expect(pods.count == 6 && resources.count == 2)
    let faults = pods.flatMap { Self.faults(ofPod: $0.0, $0.1) } + resources.flatMap { Self.faults(of: $0.0, $0.1) }
    #expect(faults == [])
    checkNeighbours(of: tree)
  }

  private static func faults(ofPod name: String, _ pod: Value?) -> [String] {
    var faults: [String] = []
    let isExporter = name == "node-exporter"
    for field in ["hostNetwork", "hostPID", "hostIPC"] where pod?[field] == true && !isExporter {
      faults.append("\(name): \(field)")
    }
    for container in (pod?["containers"]?.array ?? []) + (pod?["initContainers"]?.array ?? []) {
      let place = "\(name)/\(container["name"]?.string ?? "")"
      let security = container["securityContext"]
      let either = { (field: String) in security?[field] ?? pod?["securityContext"]?[field] }
      if either("runAsNonRoot") != true { faults.append("\(place) may run as root") }
      if either("runAsUser") == 0 { faults.append("\(place) runs as root") }
      if security?["allowPrivilegeEscalation"] != false { faults.append("\(place) may gain privileges") }
      if security?["privileged"] == true { faults.append("\(place) is privileged") }
      if security?["readOnlyRootFilesystem"] != true { faults.append("\(place) may write to its image") }
      if security?["capabilities"]?["drop"] != ["ALL"] { faults.append("\(place) keeps capabilities") }
      // node-exporter's timex collector needs the capability to read the clock's state.
      let added = security?["capabilities"]?["add"] ?? []
      if added != (place == "node-exporter/node-exporter" ? ["SYS_TIME"] : []) { faults.append("\(place) adds \(added)") }
      for side in ["requests", "limits"] {
        for resource in ["cpu", "memory"] where container["resources"]?[side]?[resource] == nil {
          faults.append("\(place) has no \(side) of \(resource)")
        }
      }
    }
    return faults
  }

  /// The operator makes their containers, read-only and without capabilities; pods and bounds are ours.
  private static func faults(of kind: String, _ spec: Value?) -> [String] {
    var faults: [String] = []
    if spec?["securityContext"]?["runAsNonRoot"] != true { faults.append("\(kind) may run as root") }
    if spec?["resources"]?["requests"]?["memory"] == nil { faults.append("\(kind) requests no memory") }
    // What Prometheus needs depends on the cluster: prometheus.resources.
    if kind != "Prometheus", spec?["resources"]?["limits"]?["memory"] == nil { faults.append("\(kind) has no limit") }
    return faults
  }

  /// Every workload has a policy; what has replicas has a disruption budget.
  private func checkNeighbours(of tree: BuiltCluster) {
    let policies = Set(tree["NetworkPolicy"].map(\.name))
    let budgets = Set(tree["PodDisruptionBudget"].map(\.name))
    for object in tree["Deployment", "DaemonSet", "StatefulSet", "Prometheus", "Alertmanager"] {
      let isResource = ["Prometheus", "Alertmanager"].contains(object.kind)
      let name = isResource ? "\(object.kind.lowercased())-\(object.name)" : object.name
      let replicas = object.value["spec"]?["replicas"]?.integer ?? 1
      #expect(policies.contains(name), "\(name) has no NetworkPolicy")
      #expect(budgets.contains(name) == (replicas > 1), "\(name)")
    }
    // The API server asks the adapter from an address that no selector can name.
    for policy in tree["NetworkPolicy"] where policy.name != "prometheus-adapter" {
      #expect(policy.value["spec"]?["policyTypes"]?.array?.contains("Ingress") == true, "\(policy.name)")
      for rule in policy.value["spec"]?["ingress"]?.array ?? [] {
        #expect(rule["ports"]?.array?.isEmpty == false, "\(policy.name) opens every port")
      }
    }
  }
}
