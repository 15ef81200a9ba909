import Diagnostics
import Foundation
import Testing

@testable import Fleet

@Suite("Workers' allocator")
struct FasterAllocatorTests {
  private static let isThere =
    ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib"]
    .contains { FileManager.default.fileExists(atPath: "\($0)/libmimalloc.so.2") }
  private static let preloads = ProcessInfo.processInfo.environment["LD_PRELOAD"] != nil

  @Test("mimalloc is loaded into a worker where the system has it", .enabled(if: isThere && !preloads))
  func isPreloaded() async throws {
    let script = try Probe.script(#"case "$LD_PRELOAD" in */libmimalloc.so.2) exit 3;; esac"#)
    let failure = try await Probe.failure("1", executable: script.path)
    #expect(failure.message.contains("status 3"))
  }

  @Test(
    "large pages are asked for where none are set aside for others",
    .enabled(if: ProcessInfo.processInfo.environment["MIMALLOC_LARGE_OS_PAGES"] == nil),
    arguments: [
      (["nr_hugepages": "0\n", "nr_overcommit_hugepages": "0\n"], true),
      (["nr_hugepages": "64\n", "nr_overcommit_hugepages": "0\n"], false),
      (["nr_hugepages": "0\n", "nr_overcommit_hugepages": "512\n"], false),
      ([:], false),
    ])
  func largePages(settings: [String: String], areAskedFor: Bool) throws {
    let machine = try MachineFiles(Dictionary(uniqueKeysWithValues: settings.map { ("proc/sys/vm/\($0)", $1) }))
    let environment = withExtendedLifetime(machine) { FasterAllocator.largePages(root: machine.root) }
    #expect(environment == (areAskedFor ? ["MIMALLOC_LARGE_OS_PAGES": "1"] : [:]))
  }

  @Test("--stock loads none", .enabled(if: !preloads))
  func stock() async throws {
    let script = try Probe.script(#"[ -z "${LD_PRELOAD+set}" ] && exit 3"#)
    var request = Probe.request("1")
    request.stock = true
    let task = WorkerTask(request: WorkerRequest(evaluation: request))
    let evaluation = WorkerEvaluation(executable: script.path, task, limits: Limits(time: .seconds(60)))
    let problem = try #require(throws: DiagnosticList.self) { _ = try evaluation.run().first?.get() }
    #expect(problem.all.first?.message.contains("status 3") == true)
  }

  @Test(
    "a worker that runs out of its limit with it says so, in Jsonnet's strings and in its objects",
    .enabled(if: isThere && !preloads),
    arguments: [
      "local grow(n, text) = if n == 0 then text else grow(n - 1, text + text) tailstrict; std.length(grow(60, 'xx'))",
      "std.length([[i, { a: i }] for i in std.range(1, 1000000000)])",
    ])
  func memoryLimit(code: String) async throws {
    let failure = try await Probe.failure(code, limits: Limits(time: .seconds(300), memory: 1 << 30))
    #expect(failure.message == "ran out of its memory limit of 1 GiB (limits.memory)")
  }
}
