import Diagnostics
import Kubernetes
import Testing

@testable import Fleet

@Suite("Clusters of two sides")
struct FleetComparisonTests {
  private static func side(_ title: String, _ names: [String], isUnnamed: Bool = false) -> ReferencedSide {
    ReferencedSide(
      title: title,
      clusters: names.map { name in
        ReferencedCluster(name: name) {
          let reference = ObjectReference(apiVersion: "v1", kind: "ConfigMap", namespace: title, name: name)
          return ClusterObjects(objects: ObjectSet(entries: [.init(reference: reference, value: [:])]))
        }
      }, isUnnamed: isUnnamed)
  }

  @Test("clusters match by name; what only one side has is told")
  func names() throws {
    let comparison = try FleetComparison(Self.side("a", ["one", "three", "two"]), Self.side("b", ["four", "one", "two"]))
    #expect(comparison.pairs.map(\.name) == ["one", "two"])
    #expect(comparison.added == ["four"])
    #expect(comparison.removed == ["three"])
    #expect(comparison.from == "a")
    #expect(comparison.to == "b")
  }

  @Test("two folders of manifests are one cluster, whatever they are called")
  func folders() async throws {
    let same = try FleetComparison(
      Self.side("x/live", ["live"], isUnnamed: true), Self.side("y/live", ["live"], isUnnamed: true))
    #expect(same.pairs.map(\.name) == ["live"])
    let unlike = try FleetComparison(
      Self.side("v1", ["v1"], isUnnamed: true), Self.side("v2", ["v2"], isUnnamed: true))
    #expect(unlike.pairs.map(\.name) == ["manifests"])
    let (from, to) = try await #require(unlike.pairs.first).objects()
    #expect(from.objects.entries.map(\.reference.name) == ["v1"])
    #expect(to.objects.entries.map(\.reference.name) == ["v2"])
  }

  @Test("a folder of manifests matches the cluster of its name, or the only one", arguments: [true, false])
  func folderAndCluster(isFrom: Bool) throws {
    let folder = Self.side("x/two", ["two"], isUnnamed: true)
    func compared(_ names: [String]) throws -> FleetComparison {
      let side = Self.side("current", names)
      return try isFrom ? FleetComparison(folder, side) : FleetComparison(side, folder)
    }
    #expect(try compared(["one", "two"]).pairs.map(\.name) == ["two"])
    #expect(try compared(["one"]).pairs.map(\.name) == ["one"])
    #expect(try compared(["one", "two"]).added.isEmpty)
    let error = #expect(throws: Diagnostic.self) { try compared(["one", "three"]) }
    #expect(error?.hint == "pick one with --cluster: one, three")
  }
}
