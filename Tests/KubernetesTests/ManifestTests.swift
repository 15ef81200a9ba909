import Kubernetes
import Testing
import ValueTree

@Suite("Manifests")
struct ManifestTests {
  private let service: Value = [
    "apiVersion": "v1", "kind": "Service", "metadata": ["name": "node-exporter", "namespace": "monitoring"],
  ]

  @Test("a manifest knows which object it describes")
  func reference() throws {
    let manifest = Manifest(component: "nodeExporter", object: "service", value: service)
    #expect(try manifest.objects().map(\.description) == ["Service monitoring/node-exporter"])
    #expect(manifest.jsonnetPath == "nodeExporter.service")
  }

  @Test("a list stands for the objects in it")
  func list() throws {
    let list: Value = ["apiVersion": "v1", "kind": "ConfigMapList", "items": [service, service]]
    #expect(try Manifest(component: "grafana", object: "dashboards", value: list).objects().count == 2)
  }

  @Test(
    "what is no object says what is missing and where",
    arguments: [
      ([:], "kind", "an object needs 'kind', a string; there is none"),
      (["kind": 3], "kind", "an object needs 'kind', a string; found number"),
      (["kind": "Service"], "apiVersion", "an object needs 'apiVersion', a string; there is none"),
      (["kind": "Service", "apiVersion": "v1"], "metadata", "an object needs 'metadata'"),
      (
        ["kind": "Service", "apiVersion": "v1", "metadata": ["name": ""]], "metadata.name",
        "an object needs 'name', a string; found an empty one"
      ),
      (
        ["kind": "List", "apiVersion": "v1", "items": [["kind": "Service"]]], "items[0].apiVersion",
        "an object needs 'apiVersion', a string; there is none"
      ),
      ("text", "", "expected a Kubernetes object, found string"),
    ] as [(Value, String, String)])
  func invalid(value: Value, path: String, message: String) {
    #expect {
      try Manifest(component: "x", object: "y", value: value).objects()
    } throws: { error in
      (error as? ManifestError).map { $0.path.description == path && $0.message == message } ?? false
    }
  }

  @Test(
    "file names are upstream's",
    arguments: [
      ("Namespace", "kubePrometheus", "namespace", "setup/namespace.yaml"),
      (
        "CustomResourceDefinition", "prometheusOperator", "0prometheusCustomResourceDefinition",
        "setup/0prometheusCustomResourceDefinition.yaml"
      ),
      ("ServiceMonitor", "kubernetesControlPlane", "serviceMonitorKubelet", "kubernetesControlPlane-serviceMonitorKubelet.yaml"),
    ])
  func names(kind: String, component: String, object: String, path: String) throws {
    let manifest = Manifest(component: component, object: object, value: ["kind": .string(kind)])
    #expect(try ManifestFileName.path(of: manifest) == path)
  }

  @Test(
    "a key that would leave the folder is an error",
    arguments: ["../../etc/x", "a/b", "", ".hidden", "a\u{0}b", "a b", "ä", String(repeating: "a", count: 121)])
  func unsafe(key: String) {
    #expect(throws: ManifestError.self) {
      try ManifestFileName.path(of: Manifest(component: "x", object: key, value: service))
    }
    #expect(throws: ManifestError.self) {
      try ManifestFileName.path(of: Manifest(component: key, object: "x", value: service))
    }
  }
}
