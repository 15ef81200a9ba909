import Jsonnet
import Testing

/// What an evaluation says that its result depends on.
@Suite struct ReadsTests {
  private func request(
    _ code: String, _ variables: [EvaluationRequest.Variable], in project: Project, stock: Bool = false
  ) -> EvaluationRequest {
    var request = project.request("local v = std.native('monigen.variable'); " + code)
    request.variables = variables
    request.stock = stock
    return request
  }

  @Test(arguments: [false, true])
  func `A variable is data of any kind, and only what is asked for counts as read`(stock: Bool) throws {
    let json = #"{"a": [1, 0.5, true, null, "é\n"], "o": {}, "s": ""}"#
    let output = try Evaluator.evaluate(
      request(
        "local all = { x: v('x'), y: v('y'), z: v('z') }; { x: all.x, y: all.y }",
        [.init(name: "z", json: "1"), .init(name: "y", json: "2"), .init(name: "x", json: json)], in: Project(),
        stock: stock))
    #expect(output.readVariables == ["x", "y"])
    #expect(
      try Evaluator.evaluate(Project().request("{ x: \(json), y: 2 }")).documents == output.documents)
  }

  @Test func `A variable that was not given is an error that names it`() throws {
    let project = try Project()
    let diagnostic = project.failure(request("v('replicas')", [], in: project))
    #expect(diagnostic.message.contains("there is no variable 'replicas'"))
  }

  @Test func `Every place that imports are looked for is told, those in vain too`() throws {
    let project = try Project([
      "main.jsonnet": "(import 'sub/a.libsonnet') + (import 'b.libsonnet')",
      "sub/a.libsonnet": "1", "vendor/b.libsonnet": "2",
    ])
    try project.link("link", to: "vendor")
    var request = project.request(file: "main.jsonnet")
    request.searchPath = ["first", "link"]
    let output = try Evaluator.evaluate(request)
    let root = project.real("")
    #expect(
      output.lookups.map { "\($0.path.replacing(root, with: "")) -> \($0.realPath?.replacing(root, with: "") ?? "nothing")" }
        == [
          "b.libsonnet -> nothing", "first/b.libsonnet -> nothing", "link/b.libsonnet -> vendor/b.libsonnet",
          "main.jsonnet -> main.jsonnet", "sub/a.libsonnet -> sub/a.libsonnet",
        ])
    #expect(output.importedFiles == [project.real("sub/a.libsonnet"), project.real("vendor/b.libsonnet")])
  }
}
