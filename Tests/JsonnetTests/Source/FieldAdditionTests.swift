import Testing

@testable import Jsonnet

@Suite struct FieldAdditionTests {
  private func rewritten(_ code: String) -> String {
    var source = SourceText(Array(code.utf8))
    source.rewrite(FieldAddition.all(in: source.original))
    return String(decoding: source.edited, as: UTF8.self)
  }

  @Test(arguments: [
    ("{ f+: { a: 1 } }", "{ f :(if 'f' in super then super.f else {})+ { a: 1 } }"),
    ("{ a: 1, f+:: [1, 2], }", "{ a: 1, f ::(if 'f' in super then super.f else [])+ [1, 2], }"),
    ("{ 'a b'+:::{} }", "{ 'a b' :::(if 'a b' in super then super['a b'] else {})+{} }"),
    ("{ @\"x\"+:\n  // why\n  {} }", "{ @\"x\" :(if @\"x\" in super then super[@\"x\"] else {})+\n  // why\n  {} }"),
    (
      "{ f+: { g+: { h: 1 } } }",
      "{ f :(if 'f' in super then super.f else {})+ { g :(if 'g' in super then super.g else {})+ { h: 1 } } }"
    ),
  ])
  func `A literal that is added stands once`(code: String, expected: String) {
    #expect(rewritten(code) == expected)
  }

  @Test(arguments: [
    "{ f+: x }", "{ f+: { a: 1 } + x }", "{ f+: { a: 1 }.a }", "{ f+: { a: 1 } { b: 2 } }", "{ [f]+: { a: 1 } }",
    "{ f: { a: 1 } }", "{ f+: ({ a: 1 }) }", "{ f+: [1][0] }", "{ f(x)+: { a: 1 } }", "{ 'a\nb'+: { a: 1 } }",
    "{ f+: { a: 1 ", "{ f+: { a: 1 ] }", "'{ f+: { a: 1 } }'", "// { f+: { a: 1 } }", "[f+: { a: 1 }]", "f+: { }",
    "{ f+: -1 }", "{ f+: { a: 1 } if true }",
  ])
  func `Everything else stays as it is`(code: String) {
    #expect(rewritten(code) == code)
  }

  @Test func `A place in what was inserted is that of the object around it`() {
    var source = SourceText(Array("local x =\n  { é: 1,\n    f+: { a: 1 } };".utf8))
    source.rewrite(FieldAddition.all(in: source.original))
    func place(_ column: Int) -> SourceText.Place {
      source.place(from: .init(line: 3, column: column), to: .init(line: 3, column: column + 1))
    }
    #expect(place(5) == .init(line: 3, column: 5, isInserted: false))
    #expect(place(8) == .init(line: 2, column: 3, isInserted: false))
    #expect(place(47) == .init(line: 3, column: 8, isInserted: false))
  }

  @Test func `Nested additions do not double what is read`() throws {
    let levels = 24
    let code = (0..<levels).map { "{ f\($0)+: " }.joined() + "{ a: 1 }" + String(repeating: " }", count: levels)
    let output = try Evaluator.evaluate(EvaluationRequest(program: .snippet(code: code, name: "deep"), displayRoot: "/"))
    #expect(output.documents.first?.text.contains("\"a\": 1") == true)
  }

  @Test func `Objects that add to others are the same as with stock libjsonnet`() throws {
    var make = AdditionGenerator(seed: 41)
    try LinkedComparison.expectSame("objects with additions", seed: 41) { ["main.jsonnet": make.program()] }
  }
}

/// Makes sums of objects that add to each other's fields, now and then of the wrong type.
private struct AdditionGenerator {
  private var make: ExpressionGenerator
  private var mayFail = false

  init(seed: UInt64) { make = ExpressionGenerator(seed: seed) }

  mutating func program() -> String {
    let newline = make.random.pick([" ", "\n  ", "\r\n"])
    mayFail = make.random.rarely(2)
    let objects = (0..<Int.random(in: 1...3, using: &make.random)).map { _ in object(depth: 3, newline) }
    return make.random.pick(["", "local x = 'é';\n"]) + objects.joined(separator: " +\(newline)")
  }

  private mutating func object(depth: Int, _ newline: String) -> String {
    var fields: [String] = []
    for name in ["f", "g", "'h i'", "\"é\"", "@'j'"] where make.random.rarely(2) {
      let sign = make.random.pick(["+:", "+:", "+:", "+::", "+:::", ":", "::"])
      fields.append("\(name)\(sign) \(value(depth: depth, newline))")
    }
    if make.random.rarely(6) { fields.insert("local l = { k+: { m: self } }", at: 0) }
    if make.random.rarely(12) { fields.append("assert \(make.random.pick(["true", "self.f != 1", "super.g == 1"]))") }
    return "{\(newline)\(fields.joined(separator: ",\(newline)"))}"
  }

  private mutating func value(depth: Int, _ newline: String) -> String {
    if depth > 0, !make.random.rarely(3) { return object(depth: depth - 1, newline) }
    let objects = [
      "{ [k]: 1 for k in ['a', 'b'] }", "{ a: 1 } + { f+: { b: 2 } }", "if 'g' in super then super.g else {}",
      "{ f+: { a: 'q' in super } }", "{ local std = 1, f+: { a: std } }", "{ f+: { g+: { 'h i'+: { c: 1 } } } }", "{}",
    ]
    guard mayFail, make.random.rarely(4) else { return make.random.pick(objects) }
    return make.random.pick([
      "[1, { f+: { a: 2 } }]", "[]", "[x for x in [1, 2]]", "1", "'text'", "null", "super.f", "{ p: super.q }",
      "{ p: self.f, q: $.g }", "error 'é'", "function(x) x", "{ f+: { g+: { 'h i'+: [self] } } }",
    ])
  }
}
