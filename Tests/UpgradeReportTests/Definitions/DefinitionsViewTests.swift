import Testing

@testable import UpgradeReport

@Suite("Custom resource definitions")
struct DefinitionsViewTests {
  @Test("versions that came, went and are no longer served")
  func versions() throws {
    let details = try details(
      """
      [{name: v1alpha1, served: true, storage: false}, {name: v1beta1, served: true, storage: true},
       {name: v1, served: true, storage: false}]
      """,
      "[{name: v1beta1, served: false}, {name: v1, served: true, storage: true}, {name: v2, served: true}]")
    #expect(
      details == [
        "version v1alpha1 removed", "version v1beta1 no longer served", "version v2 added", "stored as v1beta1 -> v1",
      ])
  }

  @Test("what many fields have alike is told once")
  func grouped() throws {
    let olds = (1...8).map { "f\($0): {}" }.joined(separator: ", ")
    let news = (1...8).map { "f\($0): {minLength: 1, default: '', description: x}" }.joined(separator: ", ")
    #expect(
      try details(version("{properties: {spec: {properties: {\(olds), g: {default: 2}, h: {enum: [a, b]}}}}}"),
        version("{properties: {spec: {properties: {\(news), g: {}, h: {enum: [b]}}}}}")) == [
        "v1: minLength 1 is new on 8 fields: spec.f1, spec.f2, spec.f3, spec.f4, spec.f5, … 3 more",
        #"v1: enum no longer allows ["a"]: spec.h"#,
        #"v1: default "" is new on 8 fields: spec.f1, spec.f2, spec.f3, spec.f4, spec.f5, … 3 more"#,
        "v1: default is no longer 2: spec.g", "v1: 8 descriptions edited",
      ])
  }

  @Test("a definition that is new or gone")
  func whole() throws {
    let object = definition("[{name: v1}, {name: v2}, {}, 7]")
    #expect(DefinitionsView.changes(try pairs("", object)).map(\.details) == [["versions: v1, v2"]])
    #expect(DefinitionsView.changes(try pairs(object, "")).map(\.kind) == [.removed])
  }

  @Test("definitions as nobody should write them", arguments: ["null", "7", "{}", "[[]]", "[{name: v1, schema: 7}]"])
  func hostile(versions: String) throws {
    #expect(try details(versions, versions) == [])
  }

  private func details(_ from: String, _ to: String) throws -> [String] {
    DefinitionsView.changes(try pairs(definition(from), definition(to))).flatMap(\.details)
  }

  private func version(_ schema: String) -> String {
    "[{name: v1, served: true, storage: true, schema: {openAPIV3Schema: \(schema)}}]"
  }

  private func definition(_ versions: String) -> String {
    """
    {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: as.example.org},
     spec: {group: example.org, scope: Namespaced, names: {kind: A}, versions: \(versions)}}
    """
  }
}
