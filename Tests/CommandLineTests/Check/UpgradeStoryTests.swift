import Foundation
import Testing
import ValueTree

/// The story that must always work: a team's rule stands on a recording rule that a release does not have any more.
@Suite("An upgrade that breaks a rule of the team's", .serialized)
struct UpgradeStoryTests {
  /// Release v0.13 records it, v0.17 has it under the second name.
  private static let old = "cluster_quantile:apiserver_request_slo_duration_seconds:histogram_quantile"
  private static let new = "cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile"
  private static let rule = "team-libraries/apps/alerts.libsonnet"

  private static let alerts = """
    {
      groups: [{
        name: 'apps',
        rules: [
          {
            alert: 'ApiserverReadsSlow',
            expr: '\(old){verb="read"} > 1',
            'for': '10m',
            labels: { severity: 'warning' },
            annotations: { summary: 'Reads of the API server are slow.', description: 'See the dashboard.' },
          },
        ],
      }],
    }

    """

  /// A project with one cluster and the team's library, at v0.13.
  private static func project() throws -> Workspace {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("{ prometheusAlerts+:: import 'alerts.libsonnet' }\n", to: "team-libraries/apps/mixin.libsonnet")
    try workspace.write(alerts, to: rule)
    try workspace.write("release: v0.13\nlibraryPath: [team-libraries, libsonnet]\n", to: "monigen.yaml")
    try workspace.write(
      "provider: kubeadm\nkubernetes: \"1.28\"\nlibraries: { apps: true }\n", to: "clusters/shop.yaml")
    return workspace
  }

  @Test("diff names the rule, the cause and the line that somebody wrote; check passes once it is mended")
  func story() throws {
    let workspace = try Self.project()
    #expect(try workspace.monigen("check").status == 0)
    #expect(try workspace.monigen("build").status == 0)

    let diff = try workspace.monigen("diff", "v0.13", "v0.17", "--fail-on", "breaking")
    #expect(diff.status == 1)
    let words = diff.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("findings 1 breaking"), "\(diff.output)")
    #expect(words.contains("alert ApiserverReadsSlow needs \(Self.old)"))
    #expect(words.contains("written at \(Self.rule):6"))
    #expect(try workspace.monigen("diff", "v0.17", "v0.17", "--fail-on", "breaking").status == 0, "it is still there")

    // The upgrade itself: a build tells it too, and is not stopped by it.
    try workspace.edit("monigen.yaml", replacing: "v0.13", with: "v0.17")
    try workspace.edit("clusters/shop.yaml", replacing: "1.28", with: "1.34")
    let build = try workspace.monigen("build")
    #expect(build.status == 0)
    #expect(build.errors.hasPrefix("\(Self.rule):6: warning: alert ApiserverReadsSlow needs \(Self.old)"))
    #expect(build.errors.contains("did you mean '\(Self.new)'?"))
    #expect(build.output.contains("findings in shop: 1 breaking"))
    #expect(build.output.contains("new: 1 breaking"))

    let check = try workspace.monigen("check", "--format", "json")
    #expect(check.status == 1)
    let finding = try JSONReader.read(check.output)["clusters"]?.array?.first?["findings"]?.array?.first
    #expect(finding?["severity"] == "breaking")
    #expect(finding?["sources"]?.array?.map(\.string) == ["\(Self.rule):6"])

    try workspace.edit(Self.rule, replacing: Self.old, with: Self.new)
    let mended = try workspace.monigen("check")
    #expect(mended.status == 0, "\(mended.output)")
    let rebuilt = try workspace.monigen("build")
    #expect(rebuilt.output.contains("fixed: 1 breaking"), "\(rebuilt.output)")
  }

  @Test("the same as JSON and for a pull request")
  func formats() throws {
    let workspace = try Self.project()
    let json = try workspace.monigen("diff", "v0.13", "v0.17", "--format", "json")
    let cluster = try JSONReader.read(json.output)["clusters"]?.array?.first
    let broken = cluster?["findings"]?.array?.first { $0["code"] == "missing-recording-rule" }
    #expect(broken?["state"] == "introduced")
    #expect(broken?["sources"]?.array?.map(\.string) == ["\(Self.rule):6"])
    #expect(cluster?["fixed"] == [])
    let back = try workspace.monigen("diff", "v0.17", "v0.13", "--format", "markdown", "--fail-on", "never")
    #expect(back.status == 0)
    #expect(back.output.contains("- **fixed** `missing-recording-rule`: alert ApiserverReadsSlow needs"))
  }

  @Test("a rule that a function makes is found by its argument; one whose name is put together by nothing")
  func builtNames() throws {
    let workspace = try Self.project()
    let function = """
      local slow(name) = { alert: name, expr: '\(Self.old) > 1', labels: {}, annotations: {} };
      { groups: [{ name: 'apps', rules: [
        slow('ByArgument'),
        slow('Put' + 'Together'),
      ] }] }

      """
    try workspace.write(function, to: Self.rule)
    let check = try workspace.monigen("check", "--release", "v0.17", "--format", "json")
    let findings = try JSONReader.read(check.output)["clusters"]?.array?.first?["findings"]?.array ?? []
    let sources = findings.map { finding in
      [finding["path"]?.string ?? ""] + (finding["sources"]?.array ?? []).compactMap(\.string)
    }
    let path = { (name: String) in "spec.groups[name=apps].rules[alert=\(name)]" }
    #expect(sources == [[path("ByArgument"), "\(Self.rule):3"], [path("PutTogether")]], "\(check.output)")
  }
}
