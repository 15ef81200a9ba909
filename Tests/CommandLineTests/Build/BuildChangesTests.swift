import Foundation
import Testing

@Suite("What a build says that its changes mean")
struct BuildChangesTests {
  private static func changes(_ output: String) -> [String] {
    output.split(separator: "\n").filter { $0.hasPrefix("changes in ") }.map(String.init)
  }

  @Test("nothing of trees that are new, or as they were")
  func nothing() throws {
    let project = try SmallProject()
    #expect(try Self.changes(project.build()) == [])
    #expect(try Self.changes(project.build()) == [])
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 3 # as before")
    #expect(try Self.changes(project.build()) == [])
  }

  @Test("what all clusters have alike once, and the same for --check")
  func alike() throws {
    let project = try SmallProject()
    try project.build()
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "metadata: { name: 'monitoring' }",
      with: "metadata: { name: 'monitoring', labels: { team: 'a' } }")
    let expected = ["changes in all 2 clusters: objects 1 changed"]
    #expect(try Self.changes(project.monigen("build", "--check").output) == expected)
    #expect(try Self.changes(project.build("alpha")) == ["changes in alpha: objects 1 changed"])
    #expect(try Self.changes(project.build()) == ["changes in beta: objects 1 changed"])
  }

  @Test("rules and images are counted as a diff counts them")
  func views() throws {
    let project = try SmallProject()
    try project.edit("libsonnet/main.libsonnet", replacing: "    app: {", with: "    app: (import 'app.libsonnet') + {")
    let app = { (tag: String, alert: String) in
      """
      {
        rules: {
          apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule',
          metadata: { name: 'rules', namespace: 'monitoring' },
          spec: { groups: [{ name: 'a', rules: [{ alert: '\(alert)', expr: 'up == 0' }] }] },
        },
        deployment: {
          apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app', namespace: 'monitoring' },
          spec: { template: { spec: { containers: [{ name: 'app', image: 'example.com/app:\(tag)' }] } } },
        },
      }
      """
    }
    try project.write(app("v1.0.0", "TargetDown"), to: "libsonnet/app.libsonnet")
    try project.build()
    try project.write(app("v1.1.0", "TargetGone"), to: "libsonnet/app.libsonnet")
    #expect(
      try Self.changes(project.build())
        == ["changes in all 2 clusters: alerts 1 renamed; images 1 changed; objects 2 changed"])
  }

  @Test("an old tree that cannot be read stops nothing")
  func damaged() throws {
    let project = try SmallProject()
    try project.build()
    try project.write("a: [", to: "generated/alpha/app-config1.yaml")
    let outcome = try project.monigen("build", "--force")
    #expect(outcome.status == 0)
    #expect(Self.changes(outcome.output) == [])
    #expect(try project.monigen("build", "--check").status == 0)
  }
}
