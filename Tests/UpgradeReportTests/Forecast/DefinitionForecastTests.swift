import Testing

@testable import UpgradeReport

@Suite("Forecast: definitions and the objects that they describe")
struct DefinitionForecastTests {
  private static func definition(_ schema: String, versions: String? = nil) -> String {
    let version = versions ?? "[{name: v1, served: true, storage: true, schema: {openAPIV3Schema: \(schema)}}]"
    return "---\n{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: as.g},"
      + " spec: {group: g, names: {kind: A, plural: as}, scope: Namespaced, versions: \(version)}}\n"
  }

  private static func schema(_ spec: String) -> String {
    "{type: object, properties: {metadata: {type: object}, spec: \(spec)}}"
  }

  private static func object(_ spec: String) -> String {
    "---\n{apiVersion: g/v1, kind: A, metadata: {name: a, namespace: m, labels: {x: y}}, spec: \(spec)}\n"
  }

  @Test(
    "an object of the build that the new definition refuses",
    arguments: [
      ("{type: object, properties: {}}", "{old: 1}", "spec.old", "is no field of the definition"),
      ("{type: object, required: [b], properties: {b: {type: string}, old: {}}}", "{old: 1}", "spec.b", "is required"),
      (
        "{type: object, properties: {old: {type: string}}}", "{old: 1}", "spec.old",
        "must be of type string, not number"
      ),
      (
        "{type: object, properties: {old: {type: integer, minimum: 2}}}", "{old: 1}", "spec.old", "must have at least 2"
      ),
      ("{type: object, properties: {old: {enum: [2, 3]}}}", "{old: 1}", "spec.old", "must be one of 2, 3"),
      (
        "{type: object, properties: {old: {type: string, minLength: 2}}}", "{old: a}", "spec.old",
        "must have at least 2 characters"
      ),
      ("{type: object, properties: {old: {type: string, pattern: '^b+$'}}}", "{old: a}", "spec.old", "must match ^b+$"),
      (
        "{type: object, properties: {old: {type: array, maxItems: 1}}}", "{old: [1, 2]}", "spec.old",
        "must have at most 1 items"
      ),
      (
        "{type: object, properties: {old: {type: array, x-kubernetes-list-type: set}}}", "{old: [1, 1]}", "spec.old[1]",
        "stands in the list before"
      ),
      (
        "{type: object, properties: {old: {type: object, additionalProperties: {type: string}}}}", "{old: {k: 1}}",
        "spec.old.k", "must be of type string, not number"
      ),
    ])
  func refused(schema: String, spec: String, path: String, message: String) throws {
    let old =
      Self.definition(Self.schema("{type: object, x-kubernetes-preserve-unknown-fields: true}")) + Self.object(spec)
    let new = Self.definition(Self.schema(schema)) + Self.object(spec)
    let findings = try forecast(old, new).filter { $0.code == "schema-violation" }
    #expect(findings.map(\.path) == [path])
    #expect(findings.allSatisfy { $0.message.contains("the field \(message) by") && $0.severity == .breaking })
    #expect(try isQuiet(old, new))
  }

  @Test(
    "what the definition takes is quiet",
    arguments: [
      ("{type: object, properties: {p: {x-kubernetes-int-or-string: true}}}", "{p: 80}"),
      ("{type: object, properties: {p: {x-kubernetes-int-or-string: true}}}", "{p: http}"),
      ("{type: object, required: [p], properties: {p: {default: 1}}}", "{}"),
      ("{type: object, properties: {p: {type: integer}}}", "{p: null}"),
      ("{type: object, properties: {p: {type: object, additionalProperties: true}}}", "{p: {a: 1}}"),
      ("{type: object, properties: {p: {type: string, pattern: '(?i)no-such-engine'}}}", "{p: a}"),
      ("{type: object, properties: {p: {anyOf: [{type: integer}, {type: string}]}}}", "{p: true}"),
    ])
  func taken(schema: String, spec: String) throws {
    let new = Self.definition(Self.schema(schema)) + Self.object(spec)
    #expect(
      try forecast(Self.definition(Self.schema("{type: object}")), new).allSatisfy { $0.code != "schema-violation" })
  }

  @Test("a definition that takes less is a warning for objects elsewhere")
  func narrowed() throws {
    let old = Self.definition(Self.schema("{type: object, properties: {a: {type: string}, b: {type: string}}}"))
    let new = Self.definition(
      Self.schema("{type: object, required: [a], properties: {a: {type: string, minLength: 1}}}"))
    let findings = try forecast(old, new)
    #expect(findings.map(\.code) == ["definition-narrowed"])
    #expect(findings.first?.message.contains("(1 field gone, 1 newly required, 1 rule narrower)") == true)
    #expect(findings.first?.command == "kubectl get a.g --all-namespaces")
    #expect(try forecast(new, old).isEmpty)
  }

  @Test(
    "versions that are no longer served, or no longer there while objects are stored in them",
    arguments: [
      ("[{name: v1, served: true, storage: true}]", []),
      ("[{name: v1, served: true, storage: true}, {name: v1beta1, served: false}]", ["spec.versions[name=v1beta1]"]),
      ("[{name: v1beta1, served: true, storage: true}]", ["spec.versions[name=v1]"]),
      ("[{name: v1, served: true}, {name: v1beta1, served: true, storage: true}]", []),
    ])
  func versions(now: String, paths: [String]) throws {
    let before =
      paths == [] && !now.contains("v1beta1")
      ? now : "[{name: v1, served: true, storage: true}, {name: v1beta1, served: true}]"
    let findings = try forecast(Self.definition("", versions: before), Self.definition("", versions: now))
    #expect(findings.filter { $0.code == "version-removed" }.map(\.path) == paths)
  }

  @Test("an object beyond what kubectl apply can note down in its annotation")
  func size() throws {
    func map(_ count: Int) -> String {
      let text = String(repeating: "x", count: count)
      return "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: m}, data: {k: \(text)}}"
    }
    #expect(try forecastLines(map(1), map(262_144)) == ["breaking apply-size ConfigMap m/a"])
    #expect(try forecastLines(map(1), map(262_000)) == [])
    #expect(try forecastLines(map(262_144), map(262_150)) == [])
    #expect(try isQuiet(map(262_144)))
  }
}
