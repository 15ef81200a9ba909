import Diagnostics
import Foundation
import Testing
import ValueTree

@testable import Fleet

/// This repository is a project itself.
@Suite("Bundled clusters")
struct BundledClustersTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static func load() async throws -> ClusterSet {
    let project = try Project.find(from: root)
    let settings = try Settings.load(project)
    return try await ClusterLoader(project: project, settings: settings, evaluate: evaluateHere).load()
  }

  @Test("all of them are right, without a warning")
  func noDiagnostics() async throws {
    let set = try await Self.load()
    #expect(DiagnosticRenderer().render(set.diagnostics) == "")
    #expect(set.clusters.map(\.name) == ["aws-prod", "azure-staging", "gcp-prod", "hetzner-prod"])
  }

  @Test("the schema for editors is the one that files are checked against")
  func committedSchema() throws {
    let project = try Project.find(from: Self.root)
    let settings = try Settings.load(project)
    let complete = try VariablesSchema.complete(libraryPath: settings.libraryPath, project: project)
    let text = JSONWriter(indent: 2).write(complete) + "\n"
    let file = project.absolute("clusters/_schema.json")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: URL(filePath: file))
      Issue.record("recorded clusters/_schema.json")
    }
    let committed = try String(contentsOfFile: file, encoding: .utf8)
    #expect(committed == text, "run the tests once with RECORD_SNAPSHOTS=1")
  }

  @Test("the schema's defaults are those that the Jsonnet side counts on")
  func defaults() throws {
    let resources: Value = ["requests": [:], "limits": [:]], storage: Value = ["class": .null, "size": .null]
    let components = [
      "prometheus", "alertmanager", "grafana", "nodeExporter", "kubeStateMetrics", "blackboxExporter",
      "prometheusAdapter", "kubernetesControlPlane", "prometheusOperator",
    ]
    let expected: Value = [
      "provider": "kind", "kubernetes": "1.34", "labels": [:], "stack": "embedded", "release": "v0.17",
      "namespace": "monitoring", "domain": .null, "externalLabels": [:], "runbookUrlPattern": .null,
      "images": ["registry": .null, "pullSecrets": []],
      "scheduling": ["nodeSelector": [:], "tolerations": [], "priorityClassName": .null],
      "components": .object(Object(components.map { ($0, true) })),
      "prometheus": [
        "replicas": 2, "retention": "15d", "retentionSize": .null, "storage": storage, "resources": resources,
        "remoteWrite": [], "externalUrl": .null, "scrapeConfigs": [], "namespaces": [],
      ],
      "alertmanager": [
        "replicas": 3, "storage": storage, "resources": resources, "externalUrl": .null, "route": .null, "receivers": [],
        "inhibitRules": .null,
      ],
      "grafana": ["resources": resources, "externalUrl": .null, "timezone": "browser"],
      "alerts": [
        "X": ["disable": true, "reason": .null, "severity": .null, "for": .null, "labels": [:], "annotations": [:]]
      ],
      "libraries": [:], "overlays": [],
    ]
    let given: Value = ["provider": "kind", "kubernetes": "1.34", "alerts": ["X": ["disable": true]]]
    #expect(try Self.schema().schema.applyingDefaults(to: given) == expected)
  }

  @Test(
    "what is wrong with a variable is said with an example of what is right",
    arguments: [
      (
        ["kubernetes": "v1.33"],
        "'kubernetes' must be a minor version in quotes such as '1.33', found the string \"v1.33\""
      ),
      (["kubernetes": 1.33], "'kubernetes' must be a minor version in quotes such as '1.33', found the number 1.33"),
      (["release": "17"], "'release' must be a release such as v0.17 or v0.17.0, found the string \"17\""),
      (
        ["domain": "https://x.org"],
        "'domain' must be a domain such as prod.example.com, found the string \"https://x.org\""
      ),
      (
        ["images": ["registry": "https://x.org"]],
        "'images.registry' must be a host with an optional path such as registry.example.com/mirror, without https://, "
          + "found the string \"https://x.org\""
      ),
      (
        ["prometheus": ["retention": "15 days"]],
        "'prometheus.retention' must be a duration such as 15d or 2h30m, found the string \"15 days\""
      ),
      (
        ["prometheus": ["retentionSize": "50Gi"]],
        "'prometheus.retentionSize' must be a size such as 50GB, found the string \"50Gi\""
      ),
      (
        ["prometheus": ["storage": ["size": "50GB"]]],
        "'prometheus.storage.size' must be a size such as 50Gi, found the string \"50GB\""
      ),
      (
        ["prometheus": ["resources": ["limits": ["cpu": 0.5]]]],
        "'prometheus.resources.limits.cpu' must be a quantity such as 500m, '1.5' or 50Gi, found the number 0.5"
      ),
      (
        ["prometheus": ["externalUrl": "prometheus.example.com"]],
        "'prometheus.externalUrl' must be a URL such as https://host.example.com/path, "
          + "found the string \"prometheus.example.com\""
      ),
      (["prometheus": ["remoteWrite": [["uri": "x"]]]], "missing variable 'prometheus.remoteWrite[0].url'"),
      (
        ["alertmanager": ["route": ["routes": [["reciever": "x"]]]]],
        "unknown variable 'alertmanager.route.routes[0].reciever'"
      ),
      (
        ["alertmanager": ["route": "x"]],
        "'alertmanager.route' must be a map as in Alertmanager's configuration, found the string \"x\""
      ),
      (["alerts": ["X": ["disabled": true]]], "unknown variable 'alerts.X.disabled'"),
      (
        ["externalLabels": ["a-b": "x"]],
        "'externalLabels.a-b' has a name that is not allowed: "
          + "it must be letters, digits and underscores, without a digit in front"
      ),
      (
        ["libraries": ["velero": "on"]],
        "'libraries.velero' must be true, false or a map with the settings of velero, found the string \"on\""
      ),
      (
        ["overlays": ["../x.libsonnet"]],
        "'overlays[0]' must be a Jsonnet file of the project such as clusters/overlays/team.libsonnet, "
          + "found the string \"../x.libsonnet\""
      ),
      (["components": ["grafana": "off"]], "'components.grafana' must be true or false, found the string \"off\""),
    ] as [(Value, String)])
  func messages(variables: Value, message: String) throws {
    let violations = try Self.schema().schema.validate(variables, as: .layer)
    #expect(violations.map { $0.message(noun: "variable") } == [message])
  }

  private static func schema() throws -> VariablesSchema {
    let project = try Project.find(from: root)
    return try VariablesSchema(libraryPath: Settings.load(project).libraryPath, project: project)
  }
}
