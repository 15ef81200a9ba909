import Foundation
import Testing
import ValueTree

@Suite("Where somebody wrote what check finds")
struct CheckSourceTests {
  /// The places of the findings of one code, and what is checked with them.
  private static func sources(_ code: String, in workspace: Workspace) throws -> [[String?]] {
    let outcome = try workspace.monigen("check", "--format", "json", "--fail-on", "never")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let findings = try JSONReader.read(outcome.output)["clusters"]?.array?.first?["findings"]?.array ?? []
    return findings.filter { $0["code"]?.string == code }.map { ($0["sources"]?.array ?? []).map(\.string) }
  }

  @Test("a route of a cluster's variables and one of an overlay")
  func routes() throws {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("", to: "monigen.yaml")
    try workspace.write(
      """
      provider: kubeadm
      kubernetes: "1.34"
      alertmanager:
        receivers: [{ name: Default }]
        route:
          receiver: Default
          routes:
            - receiver: Default
              matchers: ['alertname = "Watchdogs"']

      """, to: "clusters/shop.yaml")
    #expect(try Self.sources("unknown-alert", in: workspace) == [["clusters/shop.yaml:9:20"]])
    try workspace.write(
      """
      function(variables) {
        alertmanager+: { secret+: { stringData+: { 'alertmanager.yaml': std.manifestYamlDoc({
          receivers: [{ name: 'Default' }],
          route: { receiver: 'Default', routes: [{ receiver: 'Default', match: { alertname: 'Watchdogs' } }] },
        }) } } },
      }

      """, to: "clusters/routes.libsonnet")
    try workspace.write(
      "provider: kubeadm\nkubernetes: \"1.34\"\noverlays: [clusters/routes.libsonnet]\n", to: "clusters/shop.yaml")
    #expect(try Self.sources("unknown-alert", in: workspace) == [["clusters/routes.libsonnet:4"]])
  }

  @Test("rules that Jsonnet takes from YAML, and rules of one name in two places")
  func yaml() throws {
    let checked = try CheckedProject("", of: ["alpha"])
    let rules = """
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata: { name: NAME, namespace: monitoring }
      spec:
        groups:
          - name: team
            rules:
              - alert: Lost
                expr: no:such:record > 1

      """
    try checked.project.write(rules.replacing("NAME", with: "a"), to: "team/a.yaml")
    try checked.project.write(rules.replacing("NAME", with: "b"), to: "team/b.yaml")
    try checked.write("a: std.parseYaml(importstr 'a.yaml'), b: std.parseYaml(importstr 'b.yaml'),")
    let output = try checked.check("alpha").output
    #expect(output.components(separatedBy: "written at team/a.yaml:8 or team/b.yaml:8\n").count == 3, "\(output)")
  }
}
