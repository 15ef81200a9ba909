import Testing

@testable import UpgradeReport

@Suite("What clusters have alike is told once")
struct FleetMergeTests {
  private func item(_ title: String, _ details: [(subject: String, text: String)] = []) -> OutlineItem {
    OutlineItem(
      mark: .changed, title: title,
      details: details.map { OutlineDetail([.init($0.text)], subject: $0.subject) })
  }

  @Test("an item of all clusters is one item that names all of them")
  func alike() {
    let merged = FleetMerge.merge(["a", "b", "c"].map { ($0, [item("Prometheus k8s")]) })
    #expect(merged.map(\.clusters) == [["a", "b", "c"]])
  }

  @Test("what one cluster says otherwise stands beside what the others say")
  func outlier() {
    let merged = FleetMerge.merge([
      ("a", [item("x", [("replicas", "1 -> 2"), ("image", "v1 -> v2")])]),
      ("b", [item("x", [("replicas", "1 -> 3"), ("image", "v1 -> v2")])]),
      ("c", [item("x", [("replicas", "1 -> 2"), ("image", "v1 -> v2")])]),
    ])
    #expect(merged.count == 1)
    #expect(merged[0].details.map { $0.lines[0].text } == ["1 -> 2", "1 -> 3", "v1 -> v2"])
    #expect(merged[0].details.map(\.clusters) == [["a", "c"], ["b"], ["a", "b", "c"]])
  }

  @Test("items stand in natural order whatever the order of the clusters' items")
  func order() {
    let merged = FleetMerge.merge([("a", [item("r10"), item("r2")]), ("b", [item("r1")])])
    #expect(merged.map(\.title) == ["r1", "r2", "r10"])
  }

  @Test("two rules of one cluster that are alike are one item with one cluster")
  func twins() {
    let merged = FleetMerge.merge([("a", [item("r", [("e", "1")]), item("r", [("e", "1"), ("f", "2")])])])
    #expect(merged.map(\.clusters) == [["a"]])
    #expect(merged[0].details.map(\.clusters) == [["a"], ["a"]])
  }

  @Test(
    "clusters are named in as few words as it takes",
    arguments: [
      (["a", "b", "c", "d"], nil),
      (["a"], "only a"),
      (["a", "b"], "only a, b"),
      (["a", "b", "c"], "3 of 4, not d"),
    ] as [([String], String?)])
  func scope(clusters: [String], words: String?) {
    #expect(ClusterScope.words(clusters, of: ["a", "b", "c", "d"]) == words)
  }

  @Test("of many clusters, outliers are named from the smaller side")
  func largeFleet() {
    let all = (1...14).map { "c\($0)" }
    #expect(ClusterScope.words(Array(all.dropLast(2)), of: all) == "12 of 14, not c13, c14")
    #expect(ClusterScope.words(Array(all.prefix(5)), of: all) == "5 of 14: c1, c2, c3, c4, c5")
    #expect(ClusterScope.words(["c1"], of: ["c1"]) == nil)
  }
}
