import Testing

@testable import UpgradeReport

@Suite("Forecast: objects that are gone")
struct RemovedObjectTests {
  private static let other = "---\n{apiVersion: v1, kind: ServiceAccount, metadata: {name: other, namespace: m}}\n"

  @Test(
    "what a deletion takes with it decides about the code",
    arguments: [
      ("{apiVersion: v1, kind: Namespace, metadata: {name: a}}", "breaking namespace-deleted Namespace a"),
      (
        "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a},"
          + " spec: {group: g, names: {kind: K}}}",
        "breaking definition-deleted CustomResourceDefinition a"
      ),
      (
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a, namespace: m}}",
        "breaking claim-deleted PersistentVolumeClaim m/a"
      ),
      ("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: m}}", "warning orphaned-object ConfigMap m/a"),
    ])
  func gone(object: String, expected: String) throws {
    let both = object + "\n" + Self.other
    #expect(try forecastLines(both, Self.other) == [expected])
    #expect(try forecastLines(Self.other, both) == [])
    #expect(try isQuiet(both))
  }

  @Test("an object under another name, or in another namespace, leaves the old one behind")
  func renamed() throws {
    let old = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: m}, data: {k: v}}"
    let name = try forecast(old, old.replacing("name: a", with: "name: b"))
    #expect(name.map(\.code) == ["object-renamed"] && name.allSatisfy { $0.message.contains("is called b now") })
    let space = try forecast(old, old.replacing("namespace: m", with: "namespace: n"))
    #expect(space.map(\.code) == ["object-renamed"] && space.allSatisfy { $0.message.contains("in namespace n now") })
    #expect(name.map(\.command) == ["kubectl delete configmap a --namespace m"])
  }

  @Test("two objects without content are not one that was renamed")
  func empty() throws {
    let old = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a, namespace: m}}"
    #expect(
      try forecastLines(old, old.replacing("name: a", with: "name: b")) == [
        "warning orphaned-object ServiceAccount m/a"
      ])
  }
}
