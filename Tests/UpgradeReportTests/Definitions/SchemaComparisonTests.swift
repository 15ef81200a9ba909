import Testing
import ValueTree
import YAML

@testable import UpgradeReport

@Suite("Comparing schemas of custom resources")
struct SchemaComparisonTests {
  @Test(
    "rules that got narrower",
    arguments: [
      ("{}", "{minLength: 1}", "minLength"), ("{minLength: 1}", "{minLength: 2}", "minLength"),
      ("{}", "{maximum: 5}", "maximum"), ("{maxItems: 5}", "{maxItems: 4}", "maxItems"),
      ("{}", "{pattern: a}", "pattern"), ("{pattern: a}", "{pattern: b}", "pattern"),
      ("{enum: [a, b]}", "{enum: [b, c]}", "enum"), ("{}", "{enum: [a]}", "enum"),
      ("{type: string}", "{type: integer}", "type"),
      ("{x-kubernetes-int-or-string: true}", "{type: string}", "type"), ("{nullable: true}", "{}", "nullable"),
      ("{x-kubernetes-preserve-unknown-fields: true}", "{}", "x-kubernetes-preserve-unknown-fields"),
      ("{}", "{x-kubernetes-validations: [{rule: a}]}", "x-kubernetes-validations"),
      ("{maxLength: 3}", "{maxLength: 2}", "maxLength"),
      ("{}", "{uniqueItems: true}", "uniqueItems"), ("{}", "{x-kubernetes-list-type: set}", "x-kubernetes-list-type"),
      ("{additionalProperties: true}", "{additionalProperties: {type: string}}", "additionalProperties"),
      ("{additionalProperties: {type: string}}", "{}", "additionalProperties"), ("{}", "{anyOf: [{}]}", "anyOf"),
    ])
  func tighter(from: String, to: String, keyword: String) throws {
    #expect(try difference(from, to).tightened.map(\.keyword) == [keyword])
    #expect(try difference(from, to).loosened == 0)
  }

  @Test(
    "rules that got wider",
    arguments: [
      ("{minLength: 1}", "{}"), ("{maximum: 5}", "{maximum: 6}"), ("{pattern: a}", "{}"),
      ("{enum: [a]}", "{enum: [b, a]}"),
      ("{type: string}", "{x-kubernetes-int-or-string: true}"), ("{}", "{nullable: true}"), ("{required: [a]}", "{}"),
      ("{x-kubernetes-validations: [{rule: a}]}", "{}"), ("{x-kubernetes-list-type: map}", "{}"),
      ("{}", "{additionalProperties: {}}"),
    ])
  func wider(from: String, to: String) throws {
    let difference = try difference(from, to)
    #expect(difference.loosened == 1)
    #expect(!difference.mayRefuse)
  }

  @Test(
    "what says the same",
    arguments: [
      ("{enum: [a, b]}", "{enum: [b, a]}"), ("{}", "{x-kubernetes-list-type: atomic}"), ("{nullable: false}", "{}"),
      ("{x-kubernetes-validations: [{rule: a, message: b}]}", "{x-kubernetes-validations: [{rule: a}]}"),
      ("{minLength: 1}", "{minLength: 1.0}"), ("{additionalProperties: false}", "{}"),
    ])
  func same(from: String, to: String) throws {
    #expect(try difference(from, to) == SchemaDifference())
  }

  @Test("fields that came and went, the topmost only, and descriptions as a count")
  func fields() throws {
    let difference = try difference(
      """
      {description: a, properties: {spec: {description: a, properties: {old: {properties: {x: {}}}, list: {items:
        {properties: {a: {}, b: {minimum: 1}}}}, map: {additionalProperties: {properties: {c: {}}}}}}}}
      """,
      """
      {description: b, properties: {spec: {required: [new, standard], properties: {new: {properties: {x: {}}}, list:
        {items: {properties: {b: {minimum: 2}}}}, map: {additionalProperties: {properties: {d: {}}}},
        standard: {default: 1}}}, status: {required: [phase], properties: {phase: {}}}}, required: [spec, status]}
      """)
    #expect(difference.removed.map(\.description) == ["spec.old", "spec.list[].a", "spec.map{}.c"])
    #expect(difference.added.map(\.description) == ["spec.new", "spec.map{}.d", "spec.standard"])
    #expect(difference.required.map(\.description) == ["spec.new", "spec"])
    #expect(difference.tightened.map(\.path.description) == ["spec.list[].b"])
    #expect(difference.descriptions == 2)
  }

  @Test("what stands at a schema's path in an object")
  func values() throws {
    let object = try YAMLReader.read("{spec: {list: [{a: 1}, 7, {b: 2}, {a: 3}], map: {x: {c: 4}, y: null}}}")
    let list = SchemaPath([.property("spec"), .property("list"), .items, .property("a")])
    #expect(list.values(in: object).map { "\($0.path)=\($0.value)" } == ["spec.list[0].a=1", "spec.list[3].a=3"])
    let map = SchemaPath([.property("spec"), .property("map"), .values, .property("c")])
    #expect(map.values(in: object).map { "\($0.path)=\($0.value)" } == ["spec.map.x.c=4"])
    #expect(SchemaPath([.items]).values(in: object).isEmpty)
    #expect(SchemaPath().values(in: object).count == 1)
  }

  @Test(
    "schemas as nobody should write them",
    arguments: [
      "{properties: 7, required: {}, items: [], enum: a, minLength: b, x-kubernetes-validations: [1, {}]}",
      "{properties: {a: null, b: []}, additionalProperties: x, required: [1, null], type: [], nullable: 3}",
    ])
  func hostile(schema: String) throws {
    #expect(try difference(schema, schema) == SchemaDifference())
    _ = try difference(schema, "{properties: {a: {minLength: 1}}, required: [a], enum: [a], minLength: 1}")
    _ = try difference("{properties: {a: {minLength: 1}}, required: [a], enum: [a], minLength: 1}", schema)
  }

  private func difference(_ from: String, _ to: String) throws -> SchemaDifference {
    SchemaComparison.difference(
      from: try #require(try YAMLReader.read(from).object), to: try #require(try YAMLReader.read(to).object))
  }
}
