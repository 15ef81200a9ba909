import Diagnostics
import Kubernetes
import Testing
import ValueTree

@Suite("Object sets")
struct ObjectSetTests {
  private func collect(_ values: [Value]) -> (set: ObjectSet, diagnostics: [Diagnostic]) {
    ObjectSet.collect(values.enumerated().map { ($0.element, SourceLocation(file: "\($0.offset).yaml")) })
  }

  @Test("lists are replaced by their items, whose kind the list may say")
  func lists() {
    let roles: Value = [
      "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleList",
      "items": [
        ["metadata": ["name": "b", "namespace": "n"]],
        ["kind": "Role", "metadata": ["name": "a", "namespace": "n"]],
        ["apiVersion": "v1", "kind": "List", "items": [["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"]]]],
      ],
    ]
    let (set, diagnostics) = collect([roles])
    #expect(set.entries.map(\.reference.description) == ["Pod p", "Role n/a", "Role n/b"])
    #expect(set.entries.allSatisfy { $0.source?.file == "0.yaml" })
    #expect(diagnostics.isEmpty)
  }

  @Test("a kind that only ends like a list is an object")
  func noList() {
    let (set, diagnostics) = collect([["apiVersion": "x/v1", "kind": "AllowList", "metadata": ["name": "a"]]])
    #expect(set.entries.map(\.reference.description) == ["AllowList a"])
    #expect(diagnostics.isEmpty)
  }

  @Test("empty documents and kustomize's own files are no objects, and nothing to warn of")
  func passedOver() {
    let (set, diagnostics) = collect([.null, ["apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"]])
    #expect(set.entries.isEmpty)
    #expect(diagnostics.isEmpty)
  }

  @Test(
    "what is no object is told with its place",
    arguments: [
      ("text", "no Kubernetes object, so it is left out: expected a Kubernetes object, found string"),
      ([1], "no Kubernetes object, so it is left out: expected a Kubernetes object, found array"),
      (
        ["apiVersion": "v1"],
        "no Kubernetes object, so it is left out: kind: an object needs 'kind', a string; there is none"
      ),
      (
        ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": 7]],
        "no Kubernetes object, so it is left out: metadata.name: an object needs 'name', a string; found number"
      ),
      (
        ["apiVersion": "v1", "kind": "List", "items": [["kind": "Pod"]]],
        "no Kubernetes object, so it is left out: items[0].apiVersion: an object needs 'apiVersion', a string; there is none"
      ),
    ] as [(Value, String)])
  func broken(value: Value, message: String) {
    let (set, diagnostics) = collect([value, ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"]]])
    #expect(set.entries.map(\.reference.description) == ["Pod p"])
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.location?.file) == ["0.yaml"])
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("of an object that stands twice the last one is kept, as kubectl apply would leave it")
  func duplicates() {
    let (set, diagnostics) = collect([
      ["apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget", "metadata": ["name": "a", "namespace": "n"]],
      ["apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": ["name": "a", "namespace": "n"]],
      ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "n", "namespace": "ignored"]],
      ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "n"]],
    ])
    #expect(set.entries.map(\.reference.apiVersion) == ["v1", "policy/v1"])
    #expect(
      diagnostics.map(\.message) == [
        "PodDisruptionBudget n/a stands twice: only this one counts", "Namespace n stands twice: only this one counts",
      ])
    #expect(diagnostics.flatMap(\.notes).map(\.location?.file) == ["0.yaml", "2.yaml"])
  }
}
