import Diagnostics
import Foundation
import Jsonnet
import Testing

@testable import Fleet

@Suite("Programs that are read ahead")
struct ReadAheadTests {
  private static let limits = Limits(time: .seconds(60))

  private static func branches(_ count: Int) -> [EvaluationBranch] {
    (0..<count).map { EvaluationBranch(number: $0, variables: [.init(name: "name", json: "\"b\($0)\"")]) }
  }

  private static func texts(_ results: [[Result<BranchOutput, DiagnosticList>]]) throws -> [[String]] {
    try results.map { try $0.map { String(decoding: try $0.get().text, as: UTF8.self) } }
  }

  private static let program = Probe.request(
    "local name = std.native('monigen.variable')('name'); [std.native('monigen.choice')('target'), name]")

  private static func expected(_ count: Int) -> [String] {
    (0..<count).map { "[\n   \($0),\n   \"b\($0)\"\n]\n" }
  }

  @Test("the branches come later, and give what they give in a worker that begins with them", arguments: [1, 3])
  func later(jobs: Int) async throws {
    let pool = WorkerPool(executable: Probe.executable, onErrors: { _ in })
    let ahead = pool.readAhead([Self.program], limits: Self.limits)
    let others = await pool.evaluate(
      [(Probe.request("'other' + std.native('monigen.choice')('target')"), Self.branches(1))], ahead: ahead,
      limits: Self.limits, jobs: jobs)
    #expect(try Self.texts(others) == [["\"other0\"\n"]])
    for _ in 0..<2 {
      let results = await pool.evaluate(
        [(Self.program, Self.branches(5))], ahead: ahead, limits: Self.limits, jobs: jobs)
      #expect(try Self.texts(results) == [Self.expected(5)])
    }
    #expect(ahead.take(Self.program) == nil)
  }

  @Test("a program that fails while it is read fails in all branches")
  func failing() async throws {
    let broken = Probe.request("local a = ; a")
    let pool = WorkerPool(executable: Probe.executable, onErrors: { _ in })
    let ahead = pool.readAhead([broken], limits: Self.limits)
    let results = await pool.evaluate([(broken, Self.branches(2))], ahead: ahead, limits: Self.limits, jobs: 2)
    for result in results[0] {
      let problem = try #require(throws: DiagnosticList.self) { try result.get() }
      #expect(problem.all.map(\.location?.line) == [1])
    }
  }

  @Test("workers that nobody wants end with what holds them")
  func unwanted() throws {
    let notes = FileManager.default.temporaryDirectory.appending(path: "monigen-ahead-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: notes) }
    let sleeper = try Probe.script("echo $$ >> '\(notes.path)'; exec sleep 1000")
    func numbers() -> [pid_t] {
      ((try? String(contentsOf: notes, encoding: .utf8)) ?? "").split(separator: "\n").compactMap { pid_t($0) }
    }
    let pool = WorkerPool(executable: sleeper.path, onErrors: { _ in })
    var ahead: ReadAhead? = pool.readAhead([Self.program, Self.program], limits: Self.limits)
    #expect(Probe.eventually { numbers().count == 2 })
    withExtendedLifetime(ahead) {}
    ahead = nil
    #expect(Probe.eventually { !numbers().contains(where: Probe.isAlive) })
  }

  @Test("a branch whose process breaks down fails alone")
  func isolation() async throws {
    let deep = "local f(n) = if n == 0 then 0 else 1 + f(n - 1); "
    let program = Probe.request(
      deep + "if std.native('monigen.choice')('target') == 1 then error 'broken' else std.native('monigen.choice')('target')")
    let pool = WorkerPool(executable: Probe.executable, onErrors: { _ in })
    let results = await pool.evaluate([(program, Self.branches(3))], limits: Self.limits, jobs: 2)[0]
    #expect(results.map { (try? $0.get()).map { String(decoding: $0.text, as: UTF8.self) } } == ["0\n", nil, "2\n"])
  }
}
