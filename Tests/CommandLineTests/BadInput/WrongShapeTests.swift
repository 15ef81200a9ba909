import Foundation
import Testing

/// The bundled stack with overlays and libraries that give something else than manifests, and patches of alerts that a
/// cluster does not have.
@Suite("Overlays, libraries and alert patches that do not fit the stack")
struct WrongShapeTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("", to: "monigen.yaml")
  }

  /// Builds one cluster. The patches are there because they look into every rule.
  private func build(
    _ variables: String = "alerts: { Watchdog: { severity: info } }", provider: String = "kubeadm",
    overlay: String? = nil
  ) async throws -> Binary.Outcome {
    var text = "provider: \(provider)\nkubernetes: '1.33'\n\(variables)\n"
    if let overlay {
      try workspace.write(overlay, to: "x.libsonnet")
      try workspace.write("{}", to: "fine.libsonnet")
      text += "overlays:\n  - fine.libsonnet\n  - x.libsonnet\n"
    }
    try workspace.write(text, to: "clusters/a.yaml")
    return try await workspace.monigen("build")
  }

  @Test(
    "A wrong value is named, at the overlay that has it",
    arguments: [
      ("{ x: 3 }", "component 'x' must be an object, found number"),
      ("{ grafana: null }", "component 'grafana' must be an object, found null"),
      ("{ x: { y: 3 } }", "component 'x': object 'y' must be an object, found number"),
      ("{ x: { y: { kind: 3 } } }", "component 'x': object 'y' needs 'kind', a string; found number"),
      (
        "{ x: { y: { kind: 'PrometheusRule', spec: { groups: 'z' } } } }",
        "component 'x': object 'y': spec.groups must be an array, found string"
      ),
      (
        "{ x: { y: { kind: 'PrometheusRule', spec: { groups: [{ name: 'g', rules: [{ alert: 3 }] }] } } } }",
        "component 'x': object 'y': the name of a rule of group 'g' must be a string, found number"
      ),
      (
        "{ x: { y: { kind: 'RoleList', items: [3] } } }",
        "component 'x': object 'y': an item must be an object, found number"
      ),
      ("[1]", "an overlay must be an object or a function that gives one, found array"),
      ("function(variables) 'x'", "an overlay must be an object or a function that gives one, found string"),
    ])
  func overlay(_ code: String, message: String) async throws {
    let outcome = try await build(overlay: code)
    #expect(
      outcome.errors == """
        clusters/a.yaml:6:5: error: \(message)
            6 |   - x.libsonnet
              |     ^

        """)
    #expect(outcome.status == 2)
  }

  @Test(
    "A change of an object that is not there says what there is",
    arguments: [
      (
        "{ grafna+: { service+: { spec+: {} } } }",
        "component 'grafna': object 'service' needs 'kind', a string; there is none, "
          + "and the stack has no component 'grafna'", "\n  hint: did you mean 'grafana'?"
      ),
      (
        "{ grafana+: { servce+: { spec+: {} } } }",
        "component 'grafana': object 'servce' needs 'kind', a string; there is none",
        "\n  hint: did you mean 'service'?"
      ),
      (
        "{ nodeExporter+: { service+: { spec+: {} } } }",
        "component 'nodeExporter': object 'service' needs 'kind', a string; there is none, "
          + "and the component is switched off", ""
      ),
    ])
  func misspelt(_ code: String, message: String, hint: String) async throws {
    let outcome = try await build("components: { nodeExporter: false }", overlay: code)
    #expect(
      outcome.errors == """
        clusters/a.yaml:6:5: error: \(message)
            6 |   - x.libsonnet
              |     ^\(hint)

        """)
    #expect(outcome.status == 2)
  }

  @Test("An object that an overlay sets to null is taken away, and its rules may still be patched")
  func takenAway() async throws {
    let outcome = try await build(
      "alerts: { CPUThrottlingHigh: { severity: info } }",
      overlay: "{ kubernetesControlPlane+: { prometheusRule: null } }")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    #expect(!workspace.exists("generated/a/kubernetesControlPlane-prometheusRule.yaml"))
    #expect(workspace.exists("generated/a/kubernetesControlPlane-serviceMonitorKubelet.yaml"))
  }

  @Test(
    "A library's wrong value is named, at the library",
    arguments: [
      ("mixin", "{ prometheusAlerts:: { groups: 'x' } }", "prometheusAlerts.groups must be an array, found string"),
      ("mixin", "{ prometheusRules:: 'x' }", "prometheusRules must be an object, found string"),
      ("mixin", "{ grafanaDashboards:: [] }", "grafanaDashboards must be an object, found array"),
      ("mixin", "{ _config:: 'x', prometheusAlerts:: $._config.y }", "_config must be an object, found string"),
      ("mixin", "'x'", "mixin.libsonnet must be an object, found string"),
      ("mixin", "{ _config:: { namespaces: 'x' } }", "_config.namespaces must be an array, found string"),
      (
        "mixin", "{ _config:: { namespaces: ['x', function(y) y] } }",
        "each of _config.namespaces must be a string, found function"
      ),
      ("mixin", "{ _config:: { namespace: 3 } }", "_config.namespace must be a string, found number"),
      ("monitors", "{}", "monitors.libsonnet must be a function, found object"),
      ("monitors", "function(config) 3", "what monitors.libsonnet gives must be an object, found number"),
      ("monitors", "function(config) { m: 3 }", "component 'team': object 'm' must be an object, found number"),
      (
        "overlay", "function(config) { grafana: 3 }",
        "overlay.libsonnet: component 'grafana' must be an object, found number"
      ),
      ("mixin", "{ grafanaDashboards:: null }", "grafanaDashboards must be an object, found null"),
      (
        "overlay", "function(config) { grafanna+: { x+: {} } }",
        "overlay.libsonnet changes the component 'grafanna', which the stack does not have; it has alertmanager, "
          + "blackboxExporter, grafana, kubePrometheus, kubeStateMetrics, kubernetesControlPlane, nodeExporter, "
          + "prometheus, prometheusAdapter, prometheusOperator, team"
      ),
    ])
  func library(_ part: String, _ code: String, message: String) async throws {
    try workspace.write("{}", to: "libsonnet/team/mixin.libsonnet")
    try workspace.write(code, to: "libsonnet/team/\(part).libsonnet")
    let outcome = try await build("alerts: { Watchdog: { severity: info } }\nlibraries:\n  team: {}")
    #expect(
      outcome.errors == """
        clusters/a.yaml:5:3: error: library 'team': \(message)
            5 |   team: {}
              |   ^

        """)
    #expect(outcome.status == 2)
  }

  @Test("Libraries whose components have one name are told, and none is lost silently")
  func oneName() async throws {
    for name in ["my-team", "my_team", "my--team"] {
      try workspace.write("{}", to: "libsonnet/\(name)/mixin.libsonnet")
    }
    for patches in ["", "alerts: { Watchdog: { severity: info } }"] {
      let outcome = try await build("\(patches)\nlibraries:\n  my-team: {}\n  my_team: {}\n  my--team: {}")
      let parts = outcome.errors.split(separator: "\n").filter { $0.contains("error: ") }
      #expect(
        parts == [
          "clusters/a.yaml:5:3: error: libraries my--team and my-team are both component myTeam; rename one",
          "clusters/a.yaml:6:3: error: libraries my--team and my_team are both component myTeam; rename one",
          "clusters/a.yaml:6:3: error: libraries my-team and my_team are both component myTeam; rename one",
        ])
      #expect(outcome.status == 2)
    }
  }

  @Test("A library's overlay may change a component that the cluster has switched off")
  func switchedOff() async throws {
    try workspace.write("{}", to: "libsonnet/team/mixin.libsonnet")
    try workspace.write("function(config) { grafana+: { x+: {} } }", to: "libsonnet/team/overlay.libsonnet")
    let outcome = try await build("components: { grafana: false }\nlibraries: { team: {} }")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
  }

  @Test("A part of a library that is no file is an error", arguments: ["overlay", "monitors"])
  func noFile(part: String) async throws {
    try workspace.write("{}", to: "libsonnet/team/mixin.libsonnet")
    try workspace.makeFolder("libsonnet/team/\(part).libsonnet")
    let outcome = try await build("libraries:\n  team: {}")
    #expect(
      outcome.errors == """
        clusters/a.yaml:4:3: error: library 'team': libsonnet/team/\(part).libsonnet is not a file
            4 |   team: {}
              |   ^

        """)
    #expect(outcome.status == 2)
  }

  @Test("A library's dashboard that is no object is an error, not text in Grafana", arguments: ["null", "'text'", "[]"])
  func dashboard(code: String) async throws {
    try workspace.write("{ grafanaDashboards:: { 'a.json': \(code) } }", to: "libsonnet/my_team/mixin.libsonnet")
    let outcome = try await build("libraries: { my_team: {} }")
    let found = ["null": "null", "'text'": "string", "[]": "array"][code] ?? ""
    #expect(
      outcome.errors.contains("error: library 'my_team': the dashboard 'a.json' must be an object, found \(found)\n"))
    #expect(outcome.status == 2)
  }

  @Test("A patch may be of a rule that the cluster does without; a typo is an error all the same")
  func absentRules() async throws {
    let fine = try await build(
      """
      components: { kubernetesControlPlane: false, nodeExporter: false }
      alerts: { CPUThrottlingHigh: { severity: info }, 'group:node-exporter': { severity: info } }
      """)
    #expect(fine.errors == "")
    #expect(fine.status == 0)
    let managed = try await build("alerts: { KubeSchedulerDown: { severity: info } }", provider: "aws")
    #expect(managed.errors == "")
    let typo = try await build(
      """
      components: { kubernetesControlPlane: false }
      alerts: { CPUThrottlingHihg: { severity: info } }
      """)
    #expect(
      typo.errors == """
        clusters/a.yaml:4:11: error: no rule is named CPUThrottlingHihg; was it renamed or removed?
            4 | alerts: { CPUThrottlingHihg: { severity: info } }
              |           ^
          hint: did you mean 'CPUThrottlingHigh'?

        """)
    #expect(typo.status == 2)
  }
}
