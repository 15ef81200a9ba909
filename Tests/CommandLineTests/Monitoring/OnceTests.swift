import Foundation
import Testing

/// `libsonnet/upstream/once.libsonnet`, which keeps fields of an object that many ask for.
@Suite("Fields that are evaluated once")
struct OnceTests {
  @Test(
    "an object is what it was",
    arguments: [
      ("once({ a: 1, b: self.a + 1, c: { d: $.b } }, ['a', 'b', 'c'])", "{ a: 1, b: 2, c: { d: 2 } }"),
      // Hidden stays hidden, and to be had.
      ("local o = once({ a:: 1, b: self.a, c::: 3 }, ['a', 'b', 'c']); o { sum: o.a + o.b }", "{ b: 1, c: 3, sum: 2 }"),
      ("std.objectFields(once({ a:: 1, b: 2 }, ['a']))", "['b']"),
      // A name that it has no field of adds none.
      ("local o = once({ a: 1 }, ['none']); [o, std.objectHasAll(o, 'none')]", "[{ a: 1 }, false]"),
      ("once({}, ['none'])", "{}"),
      ("once({ a: 1 }, [])", "{ a: 1 }"),
      // What nobody asks for is not evaluated.
      ("once({ a: error 'x', b: 2 }, ['a', 'b']).b", "2"),
      // What refers to itself, to others and to what it inherits.
      ("once({ a: [1] } + { a: super.a + $.b, b: [2] }, ['a', 'b'])", "{ a: [1, 2], b: [2] }"),
      ("once({ a: 1, b:: 2 }, ['a', 'b'], function(value, name) [name, value]) { c: self.b }",
        "{ a: ['a', 1], c: ['b', 2] }"),
      ("once({ m: { _config:: { x: 1 }, y: $.m._config.x } }, ['m'], function(m, name) once(m, ['_config']))",
        "{ m: { y: 1 } }"),
      // Something added is seen by all other fields.
      ("once({ a: 1, kept: self.a, other: self.a }, ['kept']) { a: 2 }", "{ a: 2, kept: 1, other: 2 }"),
    ])
  func same(code: String, expected: String) throws {
    #expect(try render(code).output == render(expected).output)
  }

  @Test("its fields are evaluated once, whoever asks", arguments: [("[]", 4), ("['a']", 1), ("['a', 'b']", 1)])
  func evaluations(names: String, count: Int) throws {
    let outcome = try render("once({ a: std.trace('seen', 1), b: self.a + $.a, c: self.b }, \(names)) { a:: super.a }")
    #expect(outcome.output == "{\n   \"b\": 2,\n   \"c\": 2\n}\n")
    #expect(outcome.errors.components(separatedBy: "seen").count == count + 1)
  }

  private func render(_ code: String) throws -> Binary.Outcome {
    let outcome = try Binary.run(
      ["render", "--json", "-e", "local once = import 'libsonnet/upstream/once.libsonnet';\n\(code)"],
      in: Workspace.project)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome
  }
}
