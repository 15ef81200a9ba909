import Foundation
import Testing

@testable import Jsonnet

@Suite struct JSONImportTests {
  @Test(arguments: [
    "{}", " [1, -2.5e3, \"a\\n\\u00e9é\\/\", true, null]\r\n", "18446744073709551616", "{\"a\": {\"a\": [1E40]}}",
  ])
  func `Strict JSON is given as data`(text: String) {
    #expect(PlainJSON.value(Array(text.utf8)) != nil)
  }

  @Test(arguments: [
    "{a: 1}", "[1,]", "", "1 2", "'a'", "\u{FEFF}1",
    "// c\n1", "{\"a\": 1, \"a\": 2}", "{\"a\": 1, \"\\u0061\": 2}", "-0", "[-0.0]", "1e999", "\"\\ud83d\\ude00\"",
    "\"\\u0000\"", String(repeating: "[", count: 101) + String(repeating: "]", count: 101),
  ])
  func `Anything else is not`(text: String) {
    #expect(PlainJSON.value(Array(text.utf8)) == nil)
  }

  @Test(arguments: ["{a: -0}", "{\"a\": 1, \"a\": 2}", "[1e999]", "\"\\ud83d\\ude00\"", "1 2"])
  func `Other files are imported as code`(text: String) throws {
    LinkedComparison.expectSame(
      try Project(["main.jsonnet": "local a = import 'sub/a'; a", "sub/a": "[import 'x.json']", "sub/x.json": text]))
  }

  @Test(arguments: [
    "{ a:: 1 } + import 'x.json'", "local x = import 'x.json'; { a::: 1 } + { a:: 1 } + x", "{ x: import 'x.json' }",
    "std.objectFields({ a:: 1 } + (import 'x.json'))", "{ o: { a:: 1 } } + { o+: import 'x.json' }",
    "{ b: { c:: 5 } } + { b+: (import 'x.json').b }", "local o = { x: (import 'x.json') }; { a:: 1 } + o.x",
    "local o = { x: import 'big.json' }; { a:: 1 } + o.x { b+: {} }", "{ a:: 1 } + import 'big.json'",
    "local o = { x: import 'crd.json' }; [o.x, { metadata:: 1 } + (import 'crd.json'), { x: import 'crd.json' }.x]",
  ])
  func `What an object hides stays hidden`(code: String) throws {
    let small = #"{ "a": 1, "b": { "c": [1] } }"#
    let many = (0..<9000).map { #""k\#($0)": \#($0)"# }.joined(separator: ", ")
    LinkedComparison.expectSame(
      try Project([
        "main.jsonnet": "local l = import 'l.libsonnet'; \(code)", "l.libsonnet": "1", "x.json": small,
        "big.json": #"{ "a": 1, "b": {}, \#(many) }"#,
        "crd.json": #"{ "kind": "CustomResourceDefinition", "metadata": { \#(many) } }"#,
      ]))
  }

  @Test func `A JSON file that is never evaluated is never read`() throws {
    let project = try Project([
      "main.jsonnet": "{ a:: import 'x.json', b: (import 'y.json').z }", "x.json": "(", "y.json": "{\"z\": 1}",
    ])
    let output = try Evaluator.evaluate(project.request(file: "main.jsonnet"))
    #expect(output.importedFiles == [project.real("y.json")])
    LinkedComparison.expectSame(project)
  }

  @Test func `JSON behaves as the object that it is`() throws {
    LinkedComparison.expectSame(
      try Project([
        "main.jsonnet": """
          local x = import 'x.json';
          [
            x { b+: { d: 2 }, e:: super.a }, std.objectFields(x), std.objectHasAll(x, 'b'), x == import 'x.json',
            x { a:: 1 }, { [k]: x[k] for k in std.objectFields(x) }, std.mergePatch(x, { a: null }), 'b' in x,
            std.manifestJsonEx(x, ' '), x.b.c[1:], { e: 1 } + x, std.prune(x), '%(a)s' % x,
          ]
          """,
        "x.json": #"{ "b": { "c": [1, 2, {}] }, "a": "é", "": null }"#,
      ]))
    LinkedComparison.expectSame(
      try Project(["main.jsonnet": "local x = import 'x.json';\n x.abd", "x.json": #"{ "abc": 1 }"#]))
  }

  @Test func `Numbers and strings come out the same`() throws {
    let count = Comparison.count(100)
    print("JSON imports: \(count) values, seed 23")
    var make = ExpressionGenerator(seed: 23)
    let items = (0..<count).map { _ in make.random.rarely(2) ? make.anyNumber() : make.string() }
      .filter { !$0.contains("\\u0000") && !($0.hasPrefix("-") && Double($0) == 0) }
    let text = "[" + items.joined(separator: ",\n") + "]"
    #expect(PlainJSON.value(Array(text.utf8)) != nil)
    LinkedComparison.expectSame(
      try Project(["main.jsonnet": "local x = import 'x.json'; [x, ['' + v for v in x]]", "x.json": text]))
  }
}
