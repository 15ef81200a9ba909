import Testing

@testable import Jsonnet

@Suite struct HoldingObjectTests {
  private func held(_ code: String) -> String {
    var source = SourceText(Array(code.utf8))
    source.hold(HoldingObject.all(in: source.original, Lexer.tokens(of: source.original)))
    return String(decoding: source.edited, as: UTF8.self)
  }

  @Test(arguments: [
    ("a + { x: a.x }", "a + (local held__0 = a . x; { x: held__0    })"),
    ("[{ x: f(1), y: 1 }]", "[(local held__0 = f ( 1 ); { x: held__0    , y: 1 })]"),
    (
      "a + { b+: { 'x':: a.x }, c: { d: f(a) }, }",
      "a + (local held__0 = a . x, held__1 = f ( a ); { b+: { 'x':: held__0    }, c: { d: held__1     }, })"
    ),
    (
      "a + {\n  x: a.x  // why\n    + 1 }",
      "a + (local held__0 = a . x + 1; {\n  x: held__0           \n        })"
    ),
    ("f + { b: g({ x: a.x }) }", "f + { b: g((local held__0 = a . x; { x: held__0    })) }"),
    ("f + { b(x): { y: x.y } }", "f + { b(x): (local held__0 = x . y; { y: held__0    }) }"),
    ("f + { [x]: { y: x.y } for x in [] }", "f + { [x]: (local held__0 = x . y; { y: held__0    }) for x in [] }"),
    ("f + { b: { y: x.y }, local x = 1 }", "f + { b: (local held__0 = x . y; { y: held__0    }), local x = 1 }"),
  ])
  func `Values that may be evaluated again and again stand in front of their objects`(code: String, expected: String) {
    #expect(held(code) == expected)
  }

  @Test(arguments: [
    "a + { x: 1, y: b, z: 'é' + b }", "a + { x: self.y, y: super.z.a, z: $.f(1) }", "a { x: a.x }", "f() { x: a.x }",
    "{ x: a.x }", "a + { local b = 1, x: b.c }", "a + { assert b.c, x: b.c }", "a + { [k]: k.x for k in b }",
    "a + { x(b): b.c, [b.c]: b.c }", "a + { x: function(b) b.c }", "a + { x: local b = a; b.c }",
    "a + { x: { y: 1 }.y }", "a + { x: error b.c }", "a + { x: import 'b.c' }", "a + { x: f(b) tailstrict }",
    "a + { x: b['c\n'].d, y: |||\n    a.b\n  ||| + f(b) }", "held__9 + { x: a.x }", "a + { x: [1, 2] }",
    "local a = 'b.c'; // + { x: a.x }\na",
  ])
  func `Everything else stays as it is`(code: String) {
    #expect(held(code) == code)
  }

  @Test func `A value that is held is evaluated once`() throws {
    // Each step asks for the one before it twice: a million million times for the first of forty.
    let steps = "std.foldl(function(sum, i) sum + { n: sum.n + sum.n }, std.range(1, 40), { n: 1 }).n"
    let project = try Project(["main.jsonnet": "import 'a.libsonnet'", "a.libsonnet": steps])
    #expect(try project.evaluate(file: "main.jsonnet") == "1099511627776\n")
  }

  @Test(arguments: [
    "local a = { x: error 'é' };\n[a + { y:  a.x\n  + 1 }]", "local a = {};\n[a + { y: a.x }, 1]",
    "[{ y: std.length(1) }]", "local f(x) = if x == 0 then {}.x else f(x - 1);\n[{ a+: { y: f(3) } }]",
    "[{ y: std.foldl(function(a, i) a + { n: a.n + a.n }, [1, 2], { n: 'a' + null.b }).n }]",
    "local f(x) = if x == 0 then 0 else 1 + f(x - 1);\n[{ y: f(600) }]", "[{ y: f(1) }]", "[{ y: a.b, z: error 'c' }]",
    "[{ y: std.assertEqual(1, 2) }]", "[{ z: { assert false }, y: std.length(self.z) }]",
  ])
  func `Errors are told at the places that a person wrote`(code: String) throws {
    LinkedComparison.expectSame(
      try Project(["main.jsonnet": "{ a: import 'a.libsonnet' }", "a.libsonnet": code]))
  }

  @Test func `What prints is evaluated as often as with stock libjsonnet`() throws {
    func holds(_ files: [String: String]) throws -> Bool? {
      let project = try Project(files)
      let path = "main.jsonnet"
      let resolver = ImportResolver(project.request(file: path))
      return Linker.link(try resolver.read(program: path), name: path, resolver: resolver, holds: true)?.holds
    }
    #expect(try holds(["main.jsonnet": "import 'a'", "a": "import 'b'", "b": "1"]) == true)
    #expect(try holds(["main.jsonnet": "import 'a'", "a": "import 'b'", "b": "std.trace('é', 1)"]) == false)
  }

  @Test func `Sums whose steps ask for those before are the same as with stock libjsonnet`() throws {
    var make = SumGenerator(seed: 43)
    try LinkedComparison.expectSame("sums with steps", seed: 43) {
      ["main.jsonnet": "local a = import 'a.libsonnet'; { a: a, b: a }", "a.libsonnet": make.program()]
    }
  }
}

/// Makes folds over objects, each of which takes its values from the sum, from itself, or from what is around it.
private struct SumGenerator {
  private var make: ExpressionGenerator
  private var mayFail = false

  init(seed: UInt64) { make = ExpressionGenerator(seed: seed) }

  mutating func program() -> String {
    let newline = make.random.pick([" ", "\n  ", "\r\n"])
    mayFail = make.random.rarely(2)
    let start = "{ x: 1, y:: 2, f(v):: [v], o: { x: 'é', p: { x: 3 } } }"
    let step = make.random.pick(["sum + \(object(depth: 2, newline))", "sum \(object(depth: 2, newline))"])
    let fold = "std.foldl(function(sum, i)\(newline)\(step), std.range(1, 3), \(start))"
    return make.random.pick(["", "local g(x) = [x];\n"]) + make.random.pick([fold, "[\(fold), \(fold).o]"])
  }

  private mutating func object(depth: Int, _ newline: String) -> String {
    var fields: [String] = []
    for name in ["x", "y", "o", "'p'", "\"é\""] where !make.random.rarely(3) {
      let isObject = depth > 0 && (name == "o" || name == "'p'")
      let sign = make.random.pick(isObject || mayFail ? [":", "::", "+:", "+::"] : [":", "::"])
      fields.append("\(name)\(sign) \(isObject ? object(depth: depth - 1, newline) : value(newline))")
    }
    if make.random.rarely(6) { fields.insert("local l = sum.o, m: l.x", at: 0) }
    if make.random.rarely(8) { fields.append("[if i > 1 then 'n']: { x: sum.o.x, k: i }") }
    if make.random.rarely(8) { fields.append("f(v):: [{ x: sum.f(v), z: v }]") }
    if make.random.rarely(9) { fields.append("q: { [k]: { r: std.length(k) } for k in ['a', 'b'] }") }
    if make.random.rarely(12) { fields.append("assert \(make.random.pick(["sum.x != 7", "std.length(sum.o) >= 0"]))") }
    return "{\(newline)\(fields.joined(separator: ",\(newline)"))}"
  }

  private mutating func value(_ newline: String) -> String {
    let values = [
      "sum.x", "[sum.x]", "'' + sum.o", "sum.f(i)", "std.length(sum.o) + i", "(if 'é' in sum then sum['é'] else sum.x)",
      "[sum.x,\(newline)i, sum.f(1)[0]]", "std.map(sum.f, [1, 2])", "i", "{ x: sum.x }.x",
      "local s = sum; s.x", "std.get(sum, 'z', /* é */ 4)", "[v.x for v in [sum]]", "sum.o { x: i }", "\"sum.x\"",
    ]
    guard mayFail, make.random.rarely(5) else { return make.random.pick(values) }
    return make.random.pick([
      "sum.nothing", "error sum.x", "std.length(i)", "sum.x.x", "sum.f()", "self.x", "super.x", "self.o.x",
    ])
  }
}
