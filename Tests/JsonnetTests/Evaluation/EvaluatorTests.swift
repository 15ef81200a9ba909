import Diagnostics
import Jsonnet
import Testing

@Suite struct EvaluatorTests {
  @Test func `A snippet gives one document, with libjsonnet's white space`() throws {
    let output = try Evaluator.evaluate(Project().request("{ b: 1, a: [true, null] }"))
    #expect(output.documents == [.init(text: "{\n   \"a\": [\n      true,\n      null\n   ],\n   \"b\": 1\n}\n")])
    #expect(output.importedFiles == [])
  }

  @Test func `A file is evaluated by its path below the display root`() throws {
    let project = try Project([
      "sub/main.jsonnet": "[std.thisFile, (import 'lib.libsonnet')]", "sub/lib.libsonnet": "7",
    ])
    let output = try Evaluator.evaluate(project.request(file: "sub/main.jsonnet"))
    #expect(output.documents[0].text == "[\n   \"sub/main.jsonnet\",\n   7\n]\n")
    #expect(output.importedFiles == [project.real("sub/lib.libsonnet")])
  }

  @Test func `Multi output names its documents by key`() throws {
    var request = try Project().request("{ b: 1, a: 'x' }")
    request.output = .multi
    #expect(
      try Evaluator.evaluate(request).documents
        == [.init(name: "a", text: "\"x\"\n"), .init(name: "b", text: "1\n")])
    request.program = .snippet(code: "{}", name: "<test>")
    #expect(try Evaluator.evaluate(request).documents == [])
  }

  @Test func `Stream output has one document per element`() throws {
    var request = try Project().request("[1, {}]")
    request.output = .stream
    #expect(try Evaluator.evaluate(request).documents == [.init(text: "1\n"), .init(text: "{ }\n")])
  }

  @Test func `String output takes strings as they are`() throws {
    var request = try Project().request("'a\\nb'")
    request.stringOutput = true
    #expect(try Evaluator.evaluate(request).documents == [.init(text: "a\nb\n")])
    request.output = .multi
    request.program = .snippet(code: "{ x: 'é' }", name: "<test>")
    #expect(try Evaluator.evaluate(request).documents == [.init(name: "x", text: "é\n")])
  }

  @Test(arguments: [false, true])
  func `External variables and top-level arguments are strings or code`(stock: Bool) throws {
    let project = try Project(["lib.libsonnet": "'lib'"])
    var request = project.request("function(a, b) [a, b, std.extVar('c'), std.extVar('d')]")
    request.stock = stock
    request.topLevelArguments = [
      .init(name: "a", kind: .string, value: "1"), .init(name: "b", kind: .code, value: "1 + 1"),
    ]
    request.externalVariables = [
      .init(name: "c", kind: .string, value: "ü"), .init(name: "d", kind: .code, value: "import 'lib.libsonnet'"),
    ]
    #expect(try project.evaluate(request) == "[\n   \"1\",\n   2,\n   \"ü\",\n   \"lib\"\n]\n")
  }

  @Test func `The stack limit is the caller's`() throws {
    let project = try Project()
    var request = project.request("local f(n) = if n == 0 then 0 else 1 + f(n - 1); f(600)")
    #expect(project.failure(request).message == "max stack frames exceeded.")
    request.maxStack = 5000
    #expect(try project.evaluate(request) == "600\n")
  }

  @Test(arguments: [false, true])
  func `Comments, byte order marks, CRLF and missing line ends are fine`(stock: Bool) throws {
    let project = try Project([
      "crlf.libsonnet": "// first\r\n{\r\n  a: |||\r\n    x\r\n  |||,\r\n}\r\n",
      "comment.libsonnet": "# one\n/* two */ 3 // four",
      "bom.libsonnet": "\u{FEFF}{ a: 1 }",
    ])
    var request = project.request("[import 'crlf.libsonnet', import 'comment.libsonnet', import 'bom.libsonnet']")
    request.stock = stock
    request.output = .stream
    #expect(
      try Evaluator.evaluate(request).documents.map(\.text)
        == ["{\n   \"a\": \"x\\r\\n\"\n}\n", "3\n", "{\n   \"a\": 1\n}\n"])
  }

  @Test(arguments: [false, true])
  func `A file of comments only is an error at its end`(stock: Bool) throws {
    let project = try Project(["main.jsonnet": "// nothing"])
    var request = project.request(file: "main.jsonnet")
    request.stock = stock
    let failure = project.failure(request)
    #expect(failure.message == "unexpected end of file.")
    #expect(failure.location == SourceLocation(file: "main.jsonnet", line: 1, column: 11))
  }
}
