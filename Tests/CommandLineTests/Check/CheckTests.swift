import Foundation
import Testing
import ValueTree

@Suite("monigen check")
struct CheckTests {
  @Test("nothing found: exit 0, and it says how much was looked at")
  func nothing() throws {
    let outcome = try CheckedProject("").check()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "2 clusters checked: nothing found\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test("what all clusters have is told once; what one has names it")
  func fleet() throws {
    let all = try CheckedProject(CheckedProject.twice).check()
    #expect(all.status == 1)
    #expect(all.output.hasPrefix("2 clusters checked: 1 warning\n\n! warning series-collision\n"), "\(all.output)")
    let one = try CheckedProject(CheckedProject.twice, of: ["beta"])
    #expect(try one.check().output.contains("! warning series-collision  [only beta]\n"))
    #expect(try one.check("alpha").status == 0)
    #expect(try one.check("beta").output.hasPrefix("beta checked: 1 warning\n"))
  }

  @Test("JSON has every cluster with its findings")
  func json() throws {
    let outcome = try CheckedProject(CheckedProject.twice, of: ["beta"]).check("--format", "json")
    #expect(outcome.status == 1)
    let report = try JSONReader.read(outcome.output)
    #expect(report["schema"] == 1)
    #expect(report["suppressed"] == 0)
    let clusters = try #require(report["clusters"]?.array)
    #expect(clusters.map { $0["name"]?.string } == ["alpha", "beta"])
    #expect(clusters[0]["findings"] == [])
    let finding = try #require(clusters[1]["findings"]?.array?.first)
    #expect(finding["severity"] == "warning")
    #expect(finding["code"] == "series-collision")
    #expect(finding["object"]?["name"] == "twice")
    #expect(finding["sources"] == [])
  }

  @Test(
    "--fail-on says from which weight on it fails",
    arguments: [("any", 1), ("warning", 1), ("breaking", 0), ("never", 0)] as [(String, Int32)])
  func failOn(policy: String, status: Int32) throws {
    let outcome = try CheckedProject(CheckedProject.twice, of: ["beta"]).check("--fail-on", policy)
    #expect(outcome.status == status)
    #expect(outcome.output.contains("! warning series-collision"))
  }

  @Test("what monigen.yaml suppresses is counted and does not fail")
  func suppressed() throws {
    let checked = try CheckedProject(CheckedProject.twice)
    try checked.project.write(
      """
      stack: embedded
      release: v0.17
      diff: { suppress: [{ code: series-*, kind: ServiceMonitor, name: twice, reason: known }, { kind: Job, reason: x }] }

      """, to: "monigen.yaml")
    let outcome = try checked.check()
    #expect(outcome.status == 0)
    #expect(outcome.output == "2 clusters checked: nothing found\n2 suppressed by monigen.yaml\n")
    // An entry may be there for diffs alone.
    #expect(outcome.errors.isEmpty)
  }

  @Test("a folder of manifests is checked without a project, a folder of trees tree by tree")
  func folders() throws {
    let checked = try CheckedProject(CheckedProject.twice, of: ["beta"])
    try checked.project.build()
    let trees = try checked.check("generated/")
    #expect(trees.output.hasPrefix("2 clusters checked: 1 warning\n\n! warning series-collision  [only beta]\n"))
    let workspace = checked.project.workspace
    try workspace.write(try checked.project.read("generated/beta/monitoring-monitor.yaml"), to: "plain/sub/a.yaml")
    for name in ["plain", "./plain/", "plain/sub"] {
      let outcome = try workspace.monigen("check", name)
      #expect(outcome.status == 1, "\(outcome.errors)")
      #expect(outcome.output.contains("checked: 1 warning"))
    }
  }

  @Test(
    "what names nothing is trouble",
    arguments: [
      (["gamma"], "there is no cluster 'gamma'"), (["./gamma"], "there is no folder './gamma'"),
      (["env=none"], "no cluster has the label 'env=none'"), (["--release", "17"], "'17' is no release"),
      (["clusters/", "--release", "v0.13"], "the folder 'clusters/' is as it is"), (["--format", "yaml"], "yaml"), (["--jobs", "0"], "--jobs takes a number above 0"),
    ])
  func trouble(arguments: [String], message: String) throws {
    let project = try SmallProject()
    let outcome = try Binary.run(["check"] + arguments, in: project.folder)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("a cluster that cannot be evaluated is trouble, at its place")
  func failing() throws {
    let checked = try CheckedProject("")
    try checked.write("monitor: error 'broken',")
    let outcome = try checked.check()
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("team/monitoring.libsonnet:3:"), "\(outcome.errors)")
  }
}
