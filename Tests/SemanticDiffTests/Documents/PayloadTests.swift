import Testing
import ValueTree

@testable import SemanticDiff

@Suite("What ConfigMaps and Secrets hold")
struct PayloadTests {
  static func object(_ kind: String, _ members: Object) -> Value {
    var object: Object = ["apiVersion": "v1", "kind": .string(kind), "metadata": ["name": "a"]]
    for (key, value) in members { object[key] = value }
    return .object(object)
  }

  static func lines(_ from: Value, _ to: Value) -> [String] {
    ObjectComparison().changes(from: from, to: to).map { change in
      let sides = [change.from, change.to].map { $0.map(\.description) ?? "-" }
      return "\(change.kind.rawValue) \(change.path): \(sides[0]) => \(sides[1])"
    }
  }

  private static func configMap(_ key: String, _ from: String, _ to: String) -> [String] {
    lines(object("ConfigMap", ["data": [(key): .string(from)]]), object("ConfigMap", ["data": [(key): .string(to)]]))
  }

  @Test(
    "a text is told line by line",
    arguments: [
      ("a", "b", [#"changed data.run: "a" => "b""#]),
      ("a\nb\nc\n", "a\nx\nc\n", [#"changed data.run[line=2]: "b" => "x""#]),
      ("a\nb\n", "a\nb\nc\nd\n", [#"added data.run[line=3]: - => "c\nd""#]),
      ("a\nb\nc", "c", [#"removed data.run[line=1]: "a\nb" => -"#]),
      ("a\nb\n", "a\r\nb\r\n", ["cosmetic data.run: - => -"]),
      ("a\nb", "a\nb\n\n", ["cosmetic data.run: - => -"]),
      ("", "a", [#"changed data.run: "" => "a""#]),
    ])
  func texts(from: String, to: String, expected: [String]) {
    #expect(Self.configMap("run", from, to) == expected)
  }

  @Test("texts that look the same and are other bytes differ")
  func bytes() {
    #expect(Self.configMap("run", "caf\u{E9}", "cafe\u{301}").count == 1)
    #expect(!Self.configMap("run", "a\ncaf\u{E9}", "a\ncafe\u{301}").contains { $0.hasPrefix("cosmetic") })
  }

  @Test("documents are compared as what they mean, in YAML and in JSON")
  func documents() {
    #expect(
      Self.configMap("a.yaml", "b: 1\nc: [x]\n", #"{"b": 2, "c": ["x"]}"#) == ["changed data[\"a.yaml\"]|.b: 1 => 2"])
    #expect(Self.configMap("a.yaml", "b: 1", #"{"b": 1}"#) == ["cosmetic data[\"a.yaml\"]: - => -"])
    #expect(Self.configMap("a.yaml", "b: 1 # x", "b: 1") == ["cosmetic data[\"a.yaml\"]: - => -"])
  }

  @Test(
    "a broken document is a text, and so are several in one",
    arguments: [("a: [", "a: ]"), ("a: 1\n---\nb: 2", "a: 1\n---\nb: 3"), ("{", "{\"a\": 1}"), ("a: 1", "just words")])
  func broken(from: String, to: String) {
    let lines = Self.configMap("a.yaml", from, to)
    #expect(!lines.isEmpty && lines.allSatisfy { !$0.contains("|") && !$0.hasPrefix("cosmetic") })
  }

  @Test("a huge document is compared as a text")
  func huge() {
    let text = "{\"a\": \"" + String(repeating: "x", count: 5 << 20) + "\"}\n"
    #expect(Self.configMap("a.json", text, text + "{}").count == 1)
  }

  @Test("a key that came or went is a change of its own")
  func keys() {
    #expect(
      Self.lines(
        Self.object("ConfigMap", ["data": ["a": "1", "b": "2"]]),
        Self.object("ConfigMap", ["data": ["b": "2", "c": "3"]]))
        == [#"removed data.a: "1" => -"#, #"added data.c: - => "3""#])
  }

  @Test("binary data are told by size and digest")
  func binary() {
    let lines = Self.lines(
      Self.object("ConfigMap", ["binaryData": ["a": "AAEC/w=="]]),
      Self.object("ConfigMap", ["binaryData": ["a": "AAEC/g=="]]))
    #expect(
      lines == [
        #"changed binaryData.a: "binary, 4 bytes, sha256:3d1f57c98497" => "binary, 4 bytes, sha256:d316709e2303""#
      ])
  }

  @Test("the same bytes in another field, or encoded, are cosmetic")
  func fields() {
    let plain = Self.object("Secret", ["stringData": ["a": "abc"]])
    let encoded = Self.object("Secret", ["data": ["a": "YWJj"]])
    #expect(Self.lines(plain, encoded) == ["cosmetic data.a: - => -"])
    #expect(
      Self.lines(
        Self.object("ConfigMap", ["data": ["a": "abc"]]), Self.object("ConfigMap", ["binaryData": ["a": "YWJj"]]))
        == ["cosmetic binaryData.a: - => -"])
  }

  @Test(
    "what the API server would refuse is compared all the same",
    arguments: [
      ["data": "text"], ["data": ["a": 1]], ["data": [["a"]]], ["data": .null], ["data": ["a": .null]],
      ["stringData": ["a": ["b"]]], ["binaryData": ["a": "no base64!"]], ["data": ["a": "===="]],
    ] as [Object])
  func malformed(members: Object) {
    for kind in ["Secret", "ConfigMap"] {
      let odd = Self.object(kind, members)
      let good = Self.object(kind, ["data": ["a": "YWJj"]])
      #expect(Self.lines(odd, odd).isEmpty)
      #expect(!Self.lines(odd, good).isEmpty && !Self.lines(good, odd).isEmpty)
    }
  }
}
