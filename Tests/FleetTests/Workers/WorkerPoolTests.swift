import Foundation
import Jsonnet
import Testing

@testable import Fleet

@Suite("Worker pool")
struct WorkerPoolTests {
  @Test("results come in the order of the requests, and failures are those of the program")
  func order() async throws {
    let codes = (0..<12).map { $0 == 5 ? "error 'five'" : "\($0)" }
    let (results, _) = await Probe.evaluate(codes, jobs: 4)
    #expect(results.count == 12)
    for (index, result) in results.enumerated() where index != 5 { #expect(try result.get() == "\(index)\n") }
    let failure = try #require(throws: (any Error).self) { try results[5].get() }
    #expect("\(failure)".contains("five"))
  }

  @Test("no request, no result")
  func nothing() async {
    #expect(await Probe.evaluate([]).results.isEmpty)
  }

  @Test("standard error arrives in the order of the requests, and not mixed", arguments: [1, 4])
  func errorsInOrder(jobs: Int) async {
    let (_, errors) = await Probe.evaluate((0..<8).map { "probe:trace worker\($0)" }, jobs: jobs)
    let expected = (0..<8).flatMap { worker in (1...50).map { "worker\(worker) \($0)\n" } }.joined()
    #expect(errors == expected)
  }

  @Test("std.trace reaches the parent, and what is printed on standard output does not harm the answer")
  func trace() async throws {
    let (results, errors) = await Probe.evaluate(["std.trace('seen', 1)", "probe:print"], jobs: 1)
    #expect(try results.map { try $0.get() } == ["1\n", "done"])
    #expect(errors == "TRACE: <test>:1 seen\non standard output\n")
  }

  @Test("a large result arrives whole")
  func largeResult() async throws {
    let (results, _) = await Probe.evaluate(["probe:size 20000000"])
    #expect(try results[0].get().utf8.count == 20_000_000)
  }

  @Test("an evaluation has a large stack")
  func stack() async throws {
    let (results, _) = await Probe.evaluate(["probe:stack"])
    #expect(throws: Never.self) { try results[0].get() }
  }

  @Test("a worker has four descriptors: input, output, errors, answer")
  func descriptors() async throws {
    let open = try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
    defer { try? open.close() }
    let (results, _) = await Probe.evaluate(["probe:descriptors"])
    // 4 is the folder that the worker reads to find out.
    #expect(try results[0].get() == "0 1 2 3 4")
  }

  @Test("200 evaluations leave no process and no descriptor behind")
  func noLeak() async throws {
    let quick = try Probe.script("exec 3>&-; exit 3")
    func descriptors() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
    _ = await Probe.evaluate(["1"], executable: quick.path)
    let (before, children) = (try descriptors(), Probe.children(of: getpid()))
    let (results, _) = await Probe.evaluate(Array(repeating: "1", count: 200), jobs: 4, executable: quick.path)
    #expect(results.count == 200)
    // Other tests run beside this one: what counts is that nothing grows with the number of evaluations.
    #expect(Probe.eventually { (try? descriptors()) ?? .max < before + 60 })
    #expect(Probe.eventually { Probe.children(of: getpid()).count < children.count + 20 })
  }

  @Test("cancelling the task kills the workers", .timeLimit(.minutes(15)))
  func cancel() async throws {
    let task = Task { await Probe.evaluate(["probe:sleep", "probe:sleep", "probe:sleep"], limits: Limits()) }
    task.cancel()
    // They sleep for ever and have no limit: that there are results at all is the proof.
    let (results, _) = await task.value
    for result in results { #expect("\(result)".contains("was stopped before it was done")) }
  }

  @Test("onFinish tells each request once")
  func progress() async {
    let seen = Probe.Collector()
    let pool = WorkerPool(executable: Probe.executable) { _ in }
    let requests = (0..<5).map { Probe.request("\($0)") }
    _ = await pool.evaluate(requests, limits: Limits(), jobs: 2) { index, _ in seen.append([UInt8(index) + 48]) }
    #expect(seen.text.sorted() == ["0", "1", "2", "3", "4"])
  }
}
