import Jsonnet
import Testing
import TestSupport
import ValueTree

@testable import Fleet

@Suite("Render in shares")
struct DividedRenderTests {
  /// What one process makes of a program, as JSON; nil where it fails, or prints anything.
  private static func whole(_ request: EvaluationRequest) async throws -> String? {
    let errors = Probe.Collector()
    let pool = WorkerPool(executable: Probe.executable) { errors.append($0) }
    let result = await pool.evaluate([request], limits: Limits(time: .seconds(60)), jobs: 1)[0]
    guard let text = try? result.get().documents[0].text, errors.text.isEmpty else { return nil }
    return (try? JSONReader.read(text)).map(JsonnetJSON.write)
  }

  /// The same of several; nil where it is left to one.
  private static func divided(_ request: EvaluationRequest, jobs: Int) async -> String? {
    let errors = Probe.Collector()
    let pool = WorkerPool(executable: Probe.executable) { errors.append($0) }
    let value = await DividedRender(request, jobs: jobs)?.result(in: pool, limits: Limits(time: .seconds(60)))
    #expect(errors.text == "")
    return value.map(JsonnetJSON.write)
  }

  @Test("Shares together are the whole, and whatever fails or prints is left to one process")
  func property() async throws {
    let seed = Effort.seed
    let count = Effort.count(full: 2000, quick: 60)
    var kept = 0, left = 0
    for number in 0..<count {
      var program = RandomProgram(seed: seed &+ UInt64(number))
      var request = Probe.request(program.code(), name: "folder/program.jsonnet")
      if number % 7 == 0 { request.topLevelArguments = [.init(name: "a", kind: .code, value: "[1]")] }
      // Close to the stack's limit a share may give up where the whole does not, and never the other way round.
      let isTight = number % 5 == 0
      if isTight { request.maxStack = 12 + number % 11 }
      let whole = try await Self.whole(request)
      let divided = await Self.divided(request, jobs: 2 + number % 4)
      if isTight, divided == nil { continue }
      // What has no keys is nothing to divide.
      if let whole, whole.hasPrefix("{\n") {
        #expect(divided == whole, "seed \(seed &+ UInt64(number)): \(request.program)")
        kept += 1
      } else {
        #expect(divided == nil, "seed \(seed &+ UInt64(number)): \(request.program)")
        left += 1
      }
    }
    print("\(count) programs from seed \(seed): \(kept) evaluated in shares, \(left) left to one process")
    #expect(kept > count / 4 && left > count / 25)
  }

  @Test(
    "Lists are shared out and put together in order, whatever their length",
    arguments: [2, 3, 5], [0, 1, 2, 3, 4, 7, 30])
  func lists(jobs: Int, count: Int) async throws {
    let list = "{ kind: 'List', items: [{ i: i, items: [i] } for i in std.range(1, \(count))], apiVersion: 'v1', x: 1 }"
    let request = Probe.request("{ a: \(list), b: \(list), c: { items: 'none' }, d: { items:: [1] }, f: \(list) }")
    let whole = try #require(await Self.whole(request))
    #expect(await Self.divided(request, jobs: jobs) == whole)
  }

  @Test("What is nested too deep for one process is so for several", arguments: 506...513)
  func depth(levels: Int) async throws {
    var request = Probe.request(
      """
      local deep(count) = std.foldl(function(inner, _) [inner], std.range(1, count), 1);
      { a: { items: [deep(1), deep(\(levels)), deep(2)] } }
      """)
    request.maxStack = 3000
    let whole = try await Self.whole(request)
    // The object, its field and the items are three levels above.
    #expect((whole != nil) == (levels + 3 <= 512))
    #expect(await Self.divided(request, jobs: 2) == whole)
  }

  @Test(
    "What is no object with keys is left to one process",
    arguments: [
      "{}", "{ a:: 1 }", "[1, 2]", "'text'", "1", "null", "function(x) { a: x }", "{ assert false, a: 1 }",
      "{ a: 1", "1) + (2", "{ a: 1 }, { b: 2 }", "program={ a: 1 }", "", "// nothing", "{ a: answer }",
      "{ a: program }",
      "{ a: 1 } /* no end", "{ a: function(x) x }", "{ a: std.trace('x', 1) }", "{ a: error 'x', b: 1 }",
      "local k = std.trace('x', 'k'); { [k]: 1 }",
    ])
  func left(code: String) async {
    #expect(await Self.divided(Probe.request(code), jobs: 2) == nil)
  }

  @Test("A single process, and the library without acceleration, never divide")
  func never() {
    var request = Probe.request("{ a: 1, b: 2 }")
    #expect(DividedRender(request, jobs: 1) == nil)
    request.stock = true
    #expect(DividedRender(request, jobs: 4) == nil)
  }

  @Test(
    "Top-level arguments reach a program in shares, unless their names cannot stand in code",
    arguments: [
      (["a"], true), (["a", "b", "a"], true), (["unknown"], false), (["std"], false), (["answer"], false),
      (["a b"], false),
      (["a=1,b"], false), ([""], false), (["if"], false), (["1a"], false),
    ])
  func arguments(names: [String], isDivided: Bool) async throws {
    var request = Probe.request("function(a=1, b=2) { a: a, b: b, items: [a, b] }")
    request.topLevelArguments = names.map { .init(name: $0, kind: .string, value: "<\($0)>") }
    let divided = await Self.divided(request, jobs: 2)
    #expect((divided != nil) == isDivided)
    if isDivided { #expect(try await Self.whole(request) == divided) }
  }

  @Test("A program that is no function does not see the arguments")
  func unusedArguments() async throws {
    var request = Probe.request("{ a: 1 }")
    request.topLevelArguments = [.init(name: "a", kind: .code, value: "error 'never'")]
    #expect(await Self.divided(request, jobs: 2) == "{\n   \"a\": 1\n}\n")
  }
}
