import Testing
import ValueTree

@testable import Schema

@Suite("Violations")
struct ViolationTests {
  /// A schema with one of everything.
  private static let schema: Value = [
    "type": "object",
    "additionalProperties": false,
    "required": ["provider"],
    "properties": [
      "provider": ["enum": ["aws", "gcp"]],
      "replicas": ["type": "integer", "minimum": 1, "maximum": 9],
      "ratio": ["type": "number", "minimum": 0],
      "retention": ["type": "string", "pattern": "^[0-9]+d$", "x-expected": "a duration such as 15d"],
      "plain": ["type": "string", "pattern": "^x+$", "minLength": 1],
      "minor": ["type": "string", "pattern": "^1[.][0-9]{2}$", "x-expected": "a minor version"],
      "count": ["type": "integer"],
      "domain": ["type": ["string", "null"], "maxLength": 5],
      "on": ["type": "boolean"],
      "const": ["const": 3],
      "tags": ["type": "array", "items": ["type": "string"], "uniqueItems": true, "minItems": 1, "maxItems": 2],
      "labels": [
        "type": "object", "additionalProperties": ["type": "string"], "minProperties": 1,
        "propertyNames": ["pattern": "^[a-z]+$", "x-expected": "lower-case letters"],
      ],
      "hooks": ["type": "object", "additionalProperties": false, "patternProperties": ["^on-": ["type": "boolean"]]],
      "never": false,
      "library": [
        "x-expected": "true, false or a map",
        "anyOf": [
          ["type": "boolean"],
          ["type": "object", "additionalProperties": false, "properties": ["limit": ["type": "integer"]]],
        ],
      ],
      "port": ["oneOf": [["type": "integer", "maximum": 10], ["type": "integer", "minimum": 5], ["const": "any"]]],
      "route": ["$ref": "#/$defs/route"],
    ],
    "$defs": [
      "route": [
        "type": "object", "additionalProperties": false,
        "properties": [
          "receiver": ["type": "string"], "routes": ["type": "array", "items": ["$ref": "#/$defs/route"]],
        ],
      ]
    ],
  ]

  @Test(
    "every violation has a message that says what was expected and what was found",
    arguments: [
      (["replicas": "two"], "'replicas' must be a whole number, found the string \"two\"", nil),
      (["replicas": 1.5], "'replicas' must be a whole number, found the number 1.5", nil),
      (["replicas": 0], "'replicas' must be from 1 to 9, found the number 0", nil),
      (["ratio": -0.5], "'ratio' must be at least 0, found the number -0.5", nil),
      (["retention": "15 days"], "'retention' must be a duration such as 15d, found the string \"15 days\"", nil),
      (["retention": 15], "'retention' must be a duration such as 15d, found the number 15", nil),
      (["plain": "y"], "'plain' must be a string that matches ^x+$, found the string \"y\"", nil),
      (["plain": ""], "'plain' must not be empty", nil),
      (["plain": true], "'plain' must be a string, found true", nil),
      (["minor": 1.33], "'minor' must be a minor version, found the number 1.33", "put it in quotes"),
      (["minor": 1.3], "'minor' must be a minor version, found the number 1.3", "write it in quotes: '1.30'"),
      (["minor": 13], "'minor' must be a minor version, found the number 13", nil),
      (["domain": true], "'domain' must be a string, found true", "put it in quotes"),
      (["domain": false], "'domain' must be a string, found false", "put it in quotes"),
      (["domain": 123456], "'domain' must be a string, found the number 123456", nil),
      (["domain": "abcdef"], "'domain' must have at most 5 characters, found the string \"abcdef\"", nil),
      (["domain": ["x"]], "'domain' must be a string, found a list", nil),
      (["on": "yes"], "'on' must be true or false, found the string \"yes\"", nil),
      (["const": 4], "'const' must be 3, found the number 4", nil),
      (["provider": "asw"], "'provider' must be one of aws, gcp, found the string \"asw\"", "did you mean 'aws'?"),
      (["tags": []], "'tags' must not be empty", nil),
      (["tags": ["a", "b", "c"]], "'tags' must have from 1 to 2 items, found 3", nil),
      (["tags": ["a", "a"]], "'tags[1]' repeats the string \"a\"", nil),
      (["tags": ["a", .null]], "'tags[1]' must be a string, found null", nil),
      (["labels": [:]], "'labels' must not be empty", nil),
      (["labels": ["A": "x"]], "'labels.A' has a name that is not allowed: it must be lower-case letters", nil),
      (["hooks": ["on-start": 1]], "'hooks.on-start' must be true or false, found the number 1", nil),
      (["hooks": ["start": true]], "unknown key 'hooks.start'", nil),
      (["never": 1], "'never' must be left out, found the number 1", nil),
      (["library": "on"], "'library' must be true, false or a map, found the string \"on\"", nil),
      (["library": ["limits": 1]], "unknown key 'library.limits'", "did you mean 'limit'?"),
      (["port": 7], "'port' must be only one of: a whole number, a whole number or any", nil),
      (["port": "none"], "'port' must be any, found the string \"none\"", nil),
      (["port": true], "'port' must be a whole number, a whole number or any, found true", nil),
      (
        ["route": ["routes": [["routes": [["reciever": "x"]]]]]], "unknown key 'route.routes[0].routes[0].reciever'",
        "did you mean 'receiver'?"
      ),
      (["provders": 1], "unknown key 'provders'", "did you mean 'provider'?"),
    ] as [(Value, String, String?)])
  func messages(members: Value, message: String, hint: String?) throws {
    var value = members.object ?? [:]
    if value["provider"] == nil { value["provider"] = "aws" }
    let violations = try Schema(parsing: Self.schema).validate(.object(value))
    #expect(violations.map { $0.message() } == [message])
    #expect(violations.first?.hint == hint)
  }

  @Test(
    "a whole number may be too large or too small for any machine: its bound is told",
    arguments: [
      ("replicas", "99999999999999999999999999", "from 1 to 9"), ("replicas", "-99999999999999999999", "from 1 to 9"),
      ("ratio", "-99999999999999999999", "at least 0"), ("count", "99999999999999999999", "at most \(Int.max)"),
      ("count", "-99999999999999999999", "at least \(Int.min)"),
    ])
  func hugeNumber(key: String, digits: String, bound: String) throws {
    let number = try #require(Number(literal: digits))
    let value: Value = .object(["provider": "aws", key: .number(number)])
    let messages = try Schema(parsing: Self.schema).validate(value).map { $0.message() }
    #expect(messages == ["'\(key)' must be \(bound), found the number \(digits)"])
  }

  @Test("a missing key shows at the map that lacks it, with what it would have to be")
  func missingKey() throws {
    let violations = try Schema(parsing: Self.schema).validate(["replicas": 2])
    #expect(violations == [Violation(path: ValuePath("provider"), problem: .missingKey(expected: "one of aws, gcp"))])
    #expect(violations.first?.place == .root)
    #expect(violations.first?.message(noun: "variable") == "missing variable 'provider'")
    #expect(violations.first?.hint == "it must be one of aws, gcp")
  }

  @Test("the whole value may be wrong")
  func rootType() throws {
    let violations = try Schema(parsing: Self.schema).validate([1])
    #expect(violations.map { $0.message(root: "the file") } == ["the file must be a map, found a list"])
  }

  @Test("all violations come at once, in the order of the document")
  func order() throws {
    let value: Value = ["ratio": "x", "provider": "aws", "zzz": 1, "tags": [1, 2], "replicas": 0]
    let paths = try Schema(parsing: Self.schema).validate(value).map(\.path.description)
    #expect(paths == ["ratio", "zzz", "tags[0]", "tags[1]", "replicas"])
  }

  @Test("a long string is cut in messages")
  func longString() throws {
    let text = String(repeating: "y", count: 100)
    let message = try Schema(parsing: ["type": "integer"]).validate(.string(text)).first?.message()
    #expect(message == "the value must be a whole number, found the string \"\(text.prefix(60))…\"")
  }
}
