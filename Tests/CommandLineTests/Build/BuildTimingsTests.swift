import Foundation
import Testing

@Suite("monigen build --timings: what targets cost")
struct BuildTimingsTests {
  private static let order = ["stack", "dashboards", "operator", "exporters", "team", "all"]

  @Test("each target has a line, whatever the number of clusters, and the lines' numbers add up")
  func table() throws {
    let project = try SmallProject()
    for index in 1...8 {
      try project.write("provider: kubeadm\nkubernetes: '1.33'\nsize: \(index)\n", to: "clusters/more-\(index).yaml")
    }
    let cache = ["XDG_CACHE_HOME": project.workspace.folder.appending(path: "cache").path]
    let first = try project.monigen("build", "--timings", environment: cache)
    #expect(first.status == 0)
    #expect(!first.output.contains("TARGET"), "results go to standard output, nothing else")
    let cold = try TimingsTable(first.errors)
    #expect(cold.names == Self.order)
    #expect(cold.counts("stack") == ["10", "0", "0"], "each cluster's is its own")
    #expect(cold.counts("dashboards") == ["4", "0", "16"], "two shares, once for each program")
    #expect(cold.counts("team") == ["1", "0", "0"])
    #expect(cold.rows["team"]?.last == "beta")
    #expect(cold.last.contains(/^reading \d+\.\d\d s, evaluating \d+\.\d\d s, writing \d+\.\d\d s$/))
    let counts = Self.order.map { cold.counts($0).compactMap { Int($0) } }
    for column in 0..<3 {
      let parts = counts.dropLast().map { $0[column] }
      #expect(counts.last?[column] == parts.reduce(0, +))
    }
    let again = try TimingsTable(try project.monigen("build", "--timings", environment: cache).errors)
    #expect(again.names == Self.order)
    #expect(again.rows["all"] == ["0", "51", "0", "-", "-"])
  }

  @Test("the time of a target is that of the processors, and the longest one names its cluster")
  func longest() throws {
    let project = try SmallProject()
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "threshold: config(name).threshold",
      with: "sum: std.foldl(function(a, b) a + b, std.range(1, 100000), 0)")
    let table = try TimingsTable(try project.monigen("build", "--timings", "--no-cache").errors)
    let row = try #require(table.rows["team"])
    let (time, longest) = (try #require(Double(row[3])), try #require(Double(row[5])))
    #expect(time > 0.03 && time == longest)
    #expect(row.suffix(2) == ["s", "beta"])
    #expect(table.rows["all"]?.last == "beta")
  }
}
