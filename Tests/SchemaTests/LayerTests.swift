import Testing
import ValueTree

@testable import Schema

@Suite("Layers and defaults")
struct LayerTests {
  private static let schema: Value = [
    "type": "object",
    "additionalProperties": false,
    "required": ["name"],
    "x-required": ["zone"],
    "properties": [
      "name": ["type": "string"],
      "zone": ["type": "string"],
      "storage": [
        "$ref": "#/$defs/storage", "default": ["class": "fast"],
      ],
      "replicas": ["type": "integer", "default": 2],
      "patches": ["type": "object", "additionalProperties": ["$ref": "#/$defs/patch"], "default": [:]],
      "targets": ["type": "array", "items": ["$ref": "#/$defs/patch"]],
      "library": ["anyOf": [["type": "boolean"], ["type": "object", "properties": ["a": ["default": 1]]]]],
    ],
    "$defs": [
      "storage": [
        "type": "object", "additionalProperties": false,
        "properties": ["class": ["type": "string"], "size": ["type": ["string", "null"], "default": .null]],
      ],
      "patch": [
        "type": "object", "required": ["why"],
        "properties": ["off": ["type": "boolean", "default": false], "why": ["type": "string"]],
      ],
    ],
  ]

  @Test("a layer need not be complete, and may remove what it knows the key of")
  func layer() throws {
    let schema = try Schema(parsing: Self.schema)
    #expect(schema.validate(["replicas": .null, "storage": ["class": .null], "patches": ["x": [:]]], as: .layer) == [])
    #expect(schema.validate(["replica": .null], as: .layer).map { $0.message() } == ["unknown key 'replica'"])
    #expect(
      schema.validate(["patches": .null, "name": "x"]).map { $0.message() } == [
        "missing key 'zone'", "'patches' must be a map, found null",
      ])
  }

  @Test("what stands in a list of a layer has to be complete, because lists are replaced")
  func listsInLayers() throws {
    let violations = try Schema(parsing: Self.schema).validate(["targets": [["off": .null]]], as: .layer)
    #expect(
      violations.map { $0.message() } == [
        "missing key 'targets[0].why'", "'targets[0].off' must be true or false, found null",
      ])
  }

  @Test("defaults fill what is absent, at every depth, but not the inside of a choice")
  func defaults() throws {
    let schema = try Schema(parsing: Self.schema)
    #expect(
      schema.applyingDefaults(to: ["library": [:], "patches": ["x": ["why": "y"]], "targets": [["off": true]]]) == [
        "library": [:], "replicas": 2, "storage": ["class": "fast", "size": .null],
        "patches": ["x": ["why": "y", "off": false]], "targets": [["off": true]],
      ])
    #expect(
      schema.applyingDefaults(to: ["storage": [:], "replicas": 3]) == [
        "storage": ["size": .null], "replicas": 3, "patches": [:],
      ])
  }

  @Test("filling in defaults twice changes nothing more")
  func defaultsAreIdempotent() throws {
    let schema = try Schema(parsing: Self.schema)
    let once = schema.applyingDefaults(to: ["patches": ["x": [:]]])
    #expect(schema.applyingDefaults(to: once) == once)
  }
}
