import Testing
import ValueTree

@testable import Schema

@Suite("Schemas that are none")
struct InvalidSchemaTests {
  @Test(
    "what is wrong with a schema is said with its place in the schema",
    arguments: [
      (3, "", "expected a schema: a map, true or false", nil),
      (["typ": "string"], "typ", "unknown keyword 'typ'", "did you mean 'type'?"),
      (
        ["type": "int"], "type", "unknown type \"int\"",
        "known: null, boolean, integer, number, string, array, object"
      ),
      (["type": "boolena"], "type", "unknown type \"boolena\"", "did you mean 'boolean'?"),
      (["properties": ["a": ["pattern": "("]]], "properties.a.pattern", "bad pattern: '(' without ')'", nil),
      (["items": ["minLength": -1]], "items.minLength", "expected a whole number that is not negative", nil),
      (["minimum": "1"], "minimum", "expected a number", nil),
      (["enum": []], "enum", "expected a list that is not empty", nil),
      (["required": [1]], "required[0]", "expected a string", nil),
      (["properties": []], "properties", "expected a map", nil),
      (["$ref": "#/definitions/a"], "[\"$ref\"]", "expected a reference such as #/$defs/NAME", nil),
      (
        ["items": ["$ref": "#/$defs/quantty"], "$defs": ["quantity": [:]]], "items[\"$ref\"]",
        "there is no definition 'quantty'", "did you mean 'quantity'?"
      ),
      (
        ["$defs": ["a": ["anyOf": [["$ref": "#/$defs/a"]]]]], "[\"$defs\"].a",
        "the reference leads back to itself", nil
      ),
      (["items": ["$defs": [:]]], "items[\"$defs\"]", "definitions stand at the top of a schema only", nil),
      (
        ["properties": ["a": ["type": "string", "default": 1]]], "properties.a.default",
        "bad default: the value must be a string, found the number 1", "put it in quotes"
      ),
      (
        ["items": ["minimum": 3, "examples": [4, 2]]], "items.examples[1]",
        "bad example: the value must be at least 3, found the number 2", nil
      ),
    ] as [(Value, String, String, String?)])
  func problems(document: Value, path: String, message: String, hint: String?) {
    let error = #expect(throws: InvalidSchema.self) { try Schema(parsing: document) }
    #expect(error?.problems.map(\.path.description) == [path])
    #expect(error?.problems.map(\.message) == [message])
    #expect(error?.problems.map(\.hint) == [hint])
  }

  @Test("definitions may refer to themselves further down, and the default of a required key may be a stopgap")
  func allowed() throws {
    _ = try Schema(parsing: [
      "$ref": "#/$defs/route",
      "$defs": ["route": ["properties": ["routes": ["items": ["$ref": "#/$defs/route"]]]]],
    ])
    _ = try Schema(parsing: ["required": ["a"], "properties": ["a": ["minItems": 1, "type": "array", "default": []]]])
  }
}
