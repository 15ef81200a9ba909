import Foundation
import Testing
import ValueTree
import YAML

/// The real kube-prometheus under the bundled clusters. MONIGEN_UPSTREAM names a folder with upstream's releases:
/// DIR/v0.17.0/vendor as jsonnet-bundler makes it, and DIR/v0.17.0/manifests as upstream commits them.
@Suite(
  "The upstream stack", .serialized,
  .enabled(if: Upstream.folder != nil, "MONIGEN_UPSTREAM=DIR names upstream's releases"))
struct UpstreamStackTests {
  private static let releases = Effort.isLong ? Upstream.releases : ["v0.13", "v0.17"]

  @Test("all bundled clusters build with their libraries, overlays and alert patches", arguments: releases)
  func bundled(release: String) throws {
    let upstream = try Upstream(copying: BundledProject.parts)
    let trees = try upstream.build(BundledProject.clusters, release: release)
    for tree in trees {
      if Promtool.isInstalled {
        let complaint = try tree.complaintOfPromtool(in: upstream.workspace)
        #expect(complaint == nil, "\(tree.name)")
      }
      // The same libraries as on the embedded stack, with the same rules.
      #expect(try Self.libraryFiles(upstream.workspace.folder.appending(path: "trees/\(tree.name)"))
        == Self.libraryFiles(Workspace.project.appending(path: "generated/\(tree.name)")), "\(tree.name)")
      // Overlays.
      #expect(tree.alerts.contains { $0.alert == "NamespaceWithoutQuota" }, "\(tree.name)")
      #expect(tree.object("Alertmanager", "main")?["spec"]?["secrets"] == ["alertmanager-receivers"], "\(tree.name)")
      #expect(tree.object("Prometheus", "k8s")?["spec"]?["externalLabels"]?["cluster"] == .string(tree.name))
    }
    let tree = try #require(trees.first { $0.name == "hetzner-prod" })
    let alerts = Dictionary(grouping: tree.alerts, by: { $0.alert ?? "" })
    #expect(alerts["VeleroBackupTooOld"] != nil)
    #expect(tree.objects.contains { $0.component == "velero" && $0.kind == "PodMonitor" })
    #expect(tree["RoleBinding"].contains { $0.namespace == "backup" }, "Velero's namespace can be discovered")
    // Patches of alerts.
    #expect(alerts["CPUThrottlingHigh"] == nil)
    #expect(alerts["NodeRAIDDegraded"]?.map { $0.value["labels"] } == [["severity": "critical", "team": "hardware"]])
    #expect(alerts["NodeFilesystemSpaceFillingUp"]?.allSatisfy { $0.value["for"] == "30m" } == true)
    // Variables.
    let prometheus = tree.object("Prometheus", "k8s")?["spec"]
    #expect(prometheus?["retentionSize"] == "300GB")
    #expect(prometheus?["externalUrl"] == "https://prometheus.hetzner.example.com")
    #expect(prometheus?["priorityClassName"] == "system-cluster-critical")
    #expect(tree.controlPlaneNames.contains("ServiceMonitor kube-scheduler"))
    let record = try JSONReader.read(try upstream.workspace.read("trees/hetzner-prod/monigen.lock.json"))
    let inputs = try #require(record["inputs"]?.object?.keys)
    #expect(inputs.contains { $0.hasPrefix("releases/\(release).0/vendor/github.com/") }, "\(inputs.prefix(3))")
    #expect(!inputs.contains { $0.hasPrefix("/") || $0.contains("..") })
  }

  /// The files of the libraries in a tree. Those of dashboards are upstream's too, and so left out.
  private static func libraryFiles(_ tree: URL) throws -> [String: Data] {
    let libraries = ["cloudnative-pg", "kubelet-certificates", "kubelet-probes", "velero"]
    return try Workspace.tree(of: tree).filter { file, _ in libraries.contains { file.hasPrefix("\($0)-") } }
  }

  @Test("managed clusters have no scheduler, controller manager and etcd", arguments: releases)
  func managed(release: String) throws {
    let upstream = try Upstream(copying: ["libsonnet"])
    try upstream.workspace.write("provider: gcp\nkubernetes: '1.33'\nrelease: v0.17\n", to: "clusters/managed.yaml")
    let tree = try upstream.build("managed", release: release)
    #expect(tree.controlPlaneNames == [])
    #expect(tree.alerts.contains { $0.alert == "KubeAPIDown" })
    #expect(tree.alerts.count > 80)
  }

  @Test("with hardly any variables the tree is upstream's own but for what is known", arguments: releases)
  func minimal(release: String) throws {
    let manifests = Upstream.manifests(of: release)
    try #require(FileManager.default.fileExists(atPath: manifests.path), "there is no \(manifests.path)")
    let upstream = try Upstream(copying: ["libsonnet"])
    try upstream.workspace.write("provider: kubeadm\nkubernetes: '1.33'\nrelease: v0.17\n", to: "clusters/plain.yaml")
    _ = try upstream.build("plain", release: release)
    var files = try Workspace.tree(of: upstream.workspace.folder.appending(path: "trees/plain"))
    for name in ["kustomization.yaml", "monigen.lock.json"] { #expect(files.removeValue(forKey: name) != nil) }
    let expected = try Workspace.tree(of: manifests).filter { $0.key.hasSuffix(".yaml") }
    // Upstream's manifests are without a platform: kubeadm's adds these.
    let added = Set(files.keys).subtracting(expected.keys).sorted()
    #expect(
      added == [
        "kubernetesControlPlane-kubeControllerManagerPrometheusDiscoveryService.yaml",
        "kubernetesControlPlane-kubeSchedulerPrometheusDiscoveryService.yaml",
      ])
    #expect(Set(expected.keys).subtracting(files.keys) == [])
    var different: [String: [String]] = [:]
    for (name, contents) in expected {
      guard let own = files[name], own != contents else { continue }
      let paths = try Self.differences(YAMLReader.read(Array(own)), YAMLReader.read(Array(contents)))
      different[name] = paths
    }
    #expect(
      different == [
        "prometheus-prometheus.yaml": [".spec.externalLabels.cluster", ".spec.retention"],
        "grafana-config.yaml": [".stringData.grafana.ini"],
        "grafana-deployment.yaml": [".spec.template.metadata.annotations.checksum/grafana-config"],
      ])
  }

  /// The paths at which two values are not the same; none where only their text differs.
  private static func differences(_ a: Value?, _ b: Value?, _ path: String = "") -> [String] {
    if a == b { return [] }
    switch (a, b) {
    case (.object(let x)?, .object(let y)?):
      return Set(x.keys + y.keys).sorted().flatMap { differences(x[$0], y[$0], "\(path).\($0)") }
    case (.array(let x)?, .array(let y)?) where x.count == y.count:
      return zip(x, y).enumerated().flatMap { differences($1.0, $1.1, "\(path)[\($0)]") }
    default: return [path]
    }
  }
}

/// A project over upstream's vendored releases.
struct Upstream {
  static let folder = ProcessInfo.processInfo.environment["MONIGEN_UPSTREAM"].map { URL(filePath: $0) }

  /// The releases that are there, oldest first.
  static let releases: [String] = {
    let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
    return names.filter { $0.wholeMatch(of: /v0\.\d+\.0/) != nil }.map { String($0.dropLast(2)) }.sorted()
  }()

  static func manifests(of release: String) -> URL {
    (folder ?? Workspace.project).appending(path: "\(release).0/manifests")
  }

  let workspace: Workspace

  init(copying parts: [String]) throws {
    workspace = try Workspace(copyingProject: parts)
    let folder = try #require(Self.folder)
    // Settings name folders of the project, so a link leads to the releases.
    try FileManager.default.createSymbolicLink(
      at: workspace.folder.appending(path: "releases"), withDestinationURL: folder)
    try workspace.write("release: v0.17\nlimits: { time: 900s }\n", to: "monigen.yaml")
  }

  func build(_ cluster: String, release: String) throws -> BuiltCluster {
    try #require(try build([cluster], release: release).first)
  }

  func build(_ clusters: [String], release: String) throws -> [BuiltCluster] {
    let options = ["--stack", "kube-prometheus", "--release", release, "--output", "trees"]
    let outcome = try Binary.run(["build"] + clusters + options, in: workspace.folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try clusters.map { try BuiltCluster(workspace.folder.appending(path: "trees/\($0)")) }
  }
}
