import Foundation
import Testing
import ValueTree
import YAML

@testable import SemanticDiff

/// Upstream's own files, where somebody has them at hand: MONIGEN_MANIFESTS=DIR names a folder with `v0.13.0` and
/// `v0.17.0`.
private let manifestFolder = ProcessInfo.processInfo.environment["MONIGEN_MANIFESTS"]

@Suite(
  "Dashboards of two real releases",
  .enabled(if: manifestFolder != nil, "MONIGEN_MANIFESTS=DIR names upstream's manifests"))
struct UpstreamDashboardTests {
  private static func configMaps(_ release: String) throws -> [String: Value] {
    let folder = URL(filePath: try #require(manifestFolder)).appending(path: release)
    let bytes = try Data(contentsOf: folder.appending(path: "grafana-dashboardDefinitions.yaml"))
    let items = try #require(try YAMLReader.read(Array(bytes))["items"]?.array)
    return Dictionary(uniqueKeysWithValues: items.map { ($0["metadata"]?["name"]?.string ?? "", $0) })
  }

  private static func comparisons() throws -> [DashboardComparison] {
    let old = try configMaps("v0.13.0")
    let new = try configMaps("v0.17.0")
    return Set(old.keys).union(new.keys).sorted().flatMap { DashboardComparison.all(from: old[$0], to: new[$0]) }
  }

  @Test(
    "what was one of 223 graphs or 24 singlestats and is still there is drawn by their successors, which is not told")
  func migrations() throws {
    let all = try Self.comparisons()
    let pairs = all.flatMap(\.common)
    let gone = all.filter { $0.presence == .common }.flatMap(\.removed)
    #expect((pairs.map(\.from) + gone).count { $0.type == "graph" } == 223)
    #expect((pairs.map(\.from) + gone).count { $0.type == "singlestat" } == 24)
    let migrated = pairs.filter { $0.from.type == "graph" && $0.to.type == "timeseries" }
    #expect(migrated.allSatisfy { !Self.isTold("type", of: $0) })
    #expect(Set(pairs.filter { $0.from.type == "graph" }.map(\.to.type)) == ["timeseries"])
    // A singlestat that was drawn as a gauge became one.
    #expect(pairs.filter { $0.from.type == "singlestat" }.allSatisfy { !Self.isTold("type", of: $0) })
  }

  private static func isTold(_ member: String, of panel: DashboardPanelChange) -> Bool {
    panel.changes.contains { $0.kind != .cosmetic && $0.path.steps.last == .key(member) }
  }

  @Test("26 common dashboards: 6 other uids, and in 19 a panel of the same title has another id")
  func identities() throws {
    let common = try Self.comparisons().filter { $0.presence == .common }
    #expect(common.count == 26)
    #expect(
      common.filter { $0.uid.from != $0.uid.to }.map(\.key) == [
        "node-cluster-rsrc-use.json", "node-rsrc-use.json", "nodes.json", "nodes-darwin.json", "prometheus.json",
        "prometheus-remote-write.json",
      ])
    #expect(common.allSatisfy { ($0.uid.from != $0.uid.to) == $0.details.contains { $0.hasPrefix("uid ") } })
    let renumbered = common.filter { $0.common.contains { $0.from.title == $0.to.title && $0.from.id != $0.to.id } }
    #expect(renumbered.count == 19)
    #expect(try Self.comparisons().count { $0.presence == .added } == 6)
  }

  @Test("ids, places and options of a migration are never told")
  func noise() throws {
    let members: Set<ChangePath.Step> = Set(
      ["id", "gridPos", "options", "fieldConfig", "pluginVersion", "schemaVersion", "row"].map { .key($0) })
    for change in try Self.comparisons().flatMap(\.changes) where change.kind != .cosmetic {
      #expect(members.isDisjoint(with: change.path.steps), "\(change.path)")
    }
  }

  @Test("a release has no difference to itself")
  func same() throws {
    let maps = try Self.configMaps("v0.17.0")
    for (_, map) in maps { #expect(DashboardComparison.all(from: map, to: map).isEmpty) }
  }
}
