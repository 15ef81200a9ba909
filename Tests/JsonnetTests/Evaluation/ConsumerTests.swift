import Jsonnet
import Testing

/// Code that gets a program's value in the place of whoever asked for it.
@Suite struct ConsumerTests {
  private static let consumer = "local hidden = 1; function(program) { got: program }"

  @Test(arguments: [
    "1", "{ a: 1 }", "local a = 1; a", "if true then 1", "function(a=1) a", "assert true; 1", "1  // no line's end",
    "'('", "\u{FEFF}1", "\u{FEFF}{ a: 1 }",
    "/* ( */ 1", "|||\n  text )\n|||", "# ((\n[1][0]", "error 'x'", "std.trace('x', 1)",
  ])
  func `A program that is one expression is consumed`(code: String) throws {
    var request = try Project().request(code)
    request.consumer = "function(program) 'consumed'"
    #expect(try Evaluator.evaluate(request).documents[0].text == "\"consumed\"\n")
  }

  @Test(arguments: [
    "1) + (2", "1)) + ((2", "1, 2", "program=1", "", "// nothing", "1; 2", "hidden", "program", "{ a: 1", "1 /*", "'",
    ")(", "x) (y", "1 tailstrict",
  ])
  func `A program that is none is an error with a consumer too`(code: String) throws {
    let project = try Project()
    for consumer in [nil, Self.consumer] {
      var request = project.request(code)
      request.consumer = consumer
      #expect(throws: (any Error).self, "\(code)") { try Evaluator.evaluate(request) }
    }
  }

  @Test(arguments: [false, true])
  func `The program keeps its name, its imports and its bounds`(stock: Bool) throws {
    let project = try Project([
      "folder/main.jsonnet": "{ name: std.thisFile, beside: import 'lib.libsonnet', x: std.extVar('x') }",
      "folder/lib.libsonnet": "{ lib: std.thisFile, text: importstr 't.txt' }", "folder/t.txt": "text",
      "folder/leaving.jsonnet": "import '../outside.libsonnet'", "outside.libsonnet": "1",
    ])
    var request = project.request(file: "folder/main.jsonnet")
    request.externalVariables = [.init(name: "x", kind: .string, value: "y")]
    request.stock = stock
    let alone = try Evaluator.evaluate(request)
    request.consumer = "function(program) program"
    #expect(try Evaluator.evaluate(request) == alone)
    var leaving = project.request(file: "folder/leaving.jsonnet")
    leaving.consumer = request.consumer
    let refused = project.failure(project.request(file: "folder/leaving.jsonnet"))
    #expect(project.failure(leaving).message == refused.message)
  }
}
