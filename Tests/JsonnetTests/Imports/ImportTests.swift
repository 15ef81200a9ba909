import Diagnostics
import Jsonnet
import Testing

@Suite struct ImportTests {
  @Test func `An import is looked for beside the importing file, then along the search path`() throws {
    let project = try Project([
      "main.jsonnet": "[import 'a.libsonnet', import 'b.libsonnet', import 'c.libsonnet']",
      "a.libsonnet": "'beside'", "one/a.libsonnet": "'one'",
      "one/b.libsonnet": "'one'", "two/b.libsonnet": "'two'",
      "two/c.libsonnet": "import 'd.libsonnet'", "two/d.libsonnet": "'two'", "one/d.libsonnet": "'one'",
    ])
    var request = project.request(file: "main.jsonnet")
    request.searchPath = ["one", project.path + "/two"]
    request.output = .stream
    let output = try Evaluator.evaluate(request)
    #expect(output.documents.map(\.text) == ["\"beside\"\n", "\"one\"\n", "\"two\"\n"])
    #expect(
      output.importedFiles
        == ["a.libsonnet", "one/b.libsonnet", "two/c.libsonnet", "two/d.libsonnet"].map(project.real))
  }

  @Test(arguments: [false, true])
  func `One file serves as code and as text`(stock: Bool) throws {
    let text = "local x = '%d' % 1; // é\n{ a: x }"
    let project = try Project([
      "main.jsonnet": "[import 'x.libsonnet', importstr 'x.libsonnet', (import 'sub/y.libsonnet')]",
      "sub/y.libsonnet": "[importstr '../x.libsonnet', import '../x.libsonnet', importstr @'../x.libsonnet']",
      "x.libsonnet": text,
    ])
    var request = project.request("local m = import 'main.jsonnet'; m[1] + m[2][0] + m[2][2] + m[0].a + m[2][1].a")
    request.stock = stock
    request.stringOutput = true
    #expect(try project.evaluate(request) == text + text + text + "11\n")
  }

  @Test func `An import that is nowhere says where it was looked for`() throws {
    let project = try Project(["main.jsonnet": "{\n  a: import 'nowhere.libsonnet',\n}", "lib/x": ""])
    var request = project.request(file: "main.jsonnet")
    request.searchPath = ["lib"]
    #expect(
      shown(project.failure(request)) == """
        main.jsonnet:2:6: error: import not found: 'nowhere.libsonnet'
            2 |   a: import 'nowhere.libsonnet',
              |      ^
          hint: looked for nowhere.libsonnet, lib/nowhere.libsonnet

        """)
  }

  @Test func `A byte that Jsonnet cannot read is refused, not cut off`() throws {
    let project = try Project(["x": "a\0b", "main.jsonnet": "1 \0 + 1"])
    #expect(project.failure("importstr 'x'").message == "cannot import 'x': it holds a NUL character")
    #expect(
      project.failure(file: "main.jsonnet").message == "the code holds a NUL character, which Jsonnet cannot read")
  }
}
