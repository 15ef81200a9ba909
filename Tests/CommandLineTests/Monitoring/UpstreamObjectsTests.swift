import Foundation
import Testing
import ValueTree
import YAML

/// The embedded stack against manifests that upstream committed. MONIGEN_MANIFESTS names a folder with one folder for
/// each release: DIR/v0.13.0, DIR/v0.17.0.
@Suite(
  "Objects of upstream in the embedded stack",
  .enabled(if: UpstreamManifests.folder != nil, "MONIGEN_MANIFESTS=DIR names upstream's manifests"))
struct UpstreamObjectsTests {
  /// Where objects differ on purpose, and why.
  private static let differences = [
    "ServiceMonitor monitoring/grafana: .spec.selector.matchLabels.app.kubernetes.io/component":
      "selects by all labels of the service, as the other monitors do, and so no Grafana of somebody else",
    "ServiceMonitor monitoring/grafana: .spec.selector.matchLabels.app.kubernetes.io/part-of": "as above",
    "ServiceMonitor monitoring/prometheus-operator: .spec.selector.matchLabels.app.kubernetes.io/version":
      "with the version, an upgrade loses the scrapes between the new monitor and the new service",
  ]

  /// Objects that are not here, and why: at most ten.
  private static let absences: [String: String] = [:]

  /// What selects, or is selected by, other objects.
  private static let compared = [
    ["metadata", "labels"], ["spec", "selector"], ["spec", "podSelector"], ["spec", "namespaceSelector"],
    ["spec", "template", "metadata", "labels"], ["roleRef"], ["subjects"],
  ]

  @Test("are there, with the same names, namespaces, labels and selectors", arguments: ["v0.13", "v0.17"])
  func objects(release: String) throws {
    let folder = try #require(UpstreamManifests.folder).appending(path: "\(release).0")
    let upstream = try BuiltCluster(folder).objects.filter { !Self.isDashboard($0) }
    #expect(upstream.count > 90)
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("release: \(release)\n", to: "monigen.yaml")
    try workspace.write("provider: kubeadm\nkubernetes: '1.28'\n", to: "clusters/plain.yaml")
    let outcome = try workspace.monigen("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let own = try BuiltCluster(workspace.folder.appending(path: "generated/plain")).objects
    let byName = Dictionary(own.map { (Self.title($0), $0.value) }, uniquingKeysWith: { first, _ in first })

    let absent = upstream.map(Self.title).filter { byName[$0] == nil }
    #expect(absent.filter { Self.absences[$0] == nil } == [])
    #expect(Self.absences.count <= 10)
    let found = upstream.flatMap { object in
      guard let twin = byName[Self.title(object)] else { return [String]() }
      return Self.compared.flatMap { path in
        Self.differences(of: object.value, and: twin, at: path).map { "\(Self.title(object)): \($0)" }
      }
    }
    #expect(found.filter { Self.differences[$0] == nil }.sorted() == [])
    #expect(Set(found) == Set(Self.differences.keys), "listed, but no difference")
  }

  private static func isDashboard(_ object: BuiltCluster.Object) -> Bool {
    object.kind == "ConfigMap" && object.name.hasPrefix("grafana-dashboard-")
  }

  private static func title(_ object: BuiltCluster.Object) -> String {
    "\(object.kind) \(object.namespace)/\(object.name)"
  }

  private static func differences(of a: Value, and b: Value, at path: [String]) -> [String] {
    let part = { (value: Value) in path.reduce(Optional(value)) { $0?[$1] } }
    return differences(part(a), part(b), "." + path.joined(separator: "."))
  }

  private static func differences(_ a: Value?, _ b: Value?, _ path: String) -> [String] {
    guard let x = a?.object, let y = b?.object else { return a == b ? [] : [path] }
    return Set(x.keys + y.keys).sorted().flatMap { differences(x[$0], y[$0], "\(path).\($0)") }
  }
}

private enum UpstreamManifests {
  static let folder = ProcessInfo.processInfo.environment["MONIGEN_MANIFESTS"].map { URL(filePath: $0) }
}
