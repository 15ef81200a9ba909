import Kubernetes
import SemanticDiff
import Testing
import ValueTree

@Suite("Matching objects")
struct ObjectMatchTests {
  private func set(_ values: Value...) -> ObjectSet { ObjectSet.collect(values.map { ($0, nil) }).set }

  private func object(_ apiVersion: String, _ kind: String, _ name: String, in namespace: String? = nil) -> Value {
    var metadata: Object = ["name": .string(name)]
    if let namespace { metadata["namespace"] = .string(namespace) }
    return ["apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": .object(metadata)]
  }

  @Test("objects are the same by group, kind, namespace and name, not by version")
  func identity() {
    let match = ObjectMatch(
      from: set(
        object("policy/v1beta1", "PodDisruptionBudget", "a", in: "n"), object("v1", "Service", "s", in: "one"),
        object("extensions/v1beta1", "Ingress", "i", in: "n")),
      to: set(
        object("policy/v1", "PodDisruptionBudget", "a", in: "n"), object("v1", "Service", "s", in: "two"),
        object("networking.k8s.io/v1", "Ingress", "i", in: "n")))
    #expect(match.common.map { [$0.from.reference.apiVersion, $0.to.reference.apiVersion] } == [["policy/v1beta1", "policy/v1"]])
    #expect(match.removed.map(\.reference.description) == ["Ingress n/i", "Service one/s"])
    #expect(match.added.map(\.reference.description) == ["Ingress n/i", "Service two/s"])
  }

  @Test("the namespace of a cluster-scoped kind does not count, also of one that a definition declares")
  func scope() {
    let definition: Value = [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": ["name": "things.x.io"],
      "spec": ["group": "x.io", "scope": "Cluster", "names": ["kind": "Thing"]],
    ]
    let match = ObjectMatch(
      from: set(
        definition, object("rbac.authorization.k8s.io/v1", "ClusterRole", "r", in: "n"), object("x.io/v1", "Thing", "t", in: "n")),
      to: set(object("rbac.authorization.k8s.io/v1", "ClusterRole", "r"), object("x.io/v2", "Thing", "t")))
    #expect(match.common.map(\.to.reference.description) == ["ClusterRole r", "Thing t"])
    #expect(match.added.isEmpty)
    #expect(match.removed.map(\.reference.name) == ["things.x.io"])
  }
}
