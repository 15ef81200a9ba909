import Foundation
import Testing

@testable import Fleet

@Suite("Workers that fail")
struct WorkerFailureTests {
  @Test("one that runs too long is killed with its whole group, and told in one diagnostic", .timeLimit(.minutes(15)))
  func timeLimit() async throws {
    // It sleeps for ever: that there is an answer at all is the proof.
    let failure = try await Probe.failure("probe:sleep", limits: Limits(time: .milliseconds(500)))
    #expect(failure.message == "did not finish within its time limit of 0.5 s (limits.time)")
    #expect(failure.location?.file == "<test>")
    #expect(failure.hint?.contains("raise 'limits: { time: … }' in monigen.yaml") == true)
  }

  @Test("its children end with it")
  func groupIsKilled() async throws {
    let script = try Probe.script("sleep 1000 & echo $! >&2; wait")
    let (_, errors) = await Probe.evaluate(["1"], limits: Limits(time: .milliseconds(500)), executable: script.path)
    let child = try #require(pid_t(errors.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(Probe.eventually { !Probe.isAlive(child) })
  }

  @Test("a child that holds the pipes open does not hold up the result", .timeLimit(.minutes(15)))
  func childHoldsPipes() async throws {
    // The child sleeps for longer than any test run: that there are results at all is the proof.
    let (results, errors) = await Probe.evaluate(["probe:child"])
    #expect(try results[0].get() == "done")
    let child = try #require(pid_t(errors.split(separator: " ").last?.dropLast() ?? ""))
    #expect(Probe.eventually { !Probe.isAlive(child) })
  }

  @Test(
    "a crash names the signal",
    arguments: [
      ("kill -SEGV $$", "SIGSEGV (segmentation fault)"), ("kill -ABRT $$", "SIGABRT (abort)"),
      ("kill -KILL $$", "SIGKILL (killed)"), ("kill -BUS $$", "SIGBUS (bus error)"),
    ])
  func signal(script: String, name: String) async throws {
    let script = try Probe.script(script)
    let failure = try await Probe.failure("1", executable: script.path)
    #expect(failure.message == "the worker process crashed: \(name)")
  }

  @Test("a crash in native code is told in our words, without Swift's report", arguments: ["probe:crash", "probe:trap"])
  func nativeCrash(code: String) async throws {
    let failure = try await Probe.failure(code)
    #expect(failure.message.hasPrefix("the worker process crashed: SIG"))
    #expect(failure.notes.count <= 1)
  }

  @Test(
    "an answer that makes no sense is an error, never a crash",
    arguments: [
      ("exit 0", "it is empty"), ("echo hello >&3", "it begins with 'hello"), ("printf MNG >&3", "it breaks off"),
      ("printf 'MNG1\\377\\377\\377\\377\\377\\377\\377\\177' >&3", "it breaks off after 0 of 9223372036854775807 bytes"),
      ("printf 'MNG1\\377\\377\\377\\377\\377\\377\\377\\377' >&3", "it begins with 'MNG1"),
      ("printf 'MNG1\\012\\0\\0\\0\\0\\0\\0\\0abc' >&3", "it breaks off after 3 of 10 bytes"),
      ("printf 'MNG1\\003\\0\\0\\0\\0\\0\\0\\0abcde' >&3", "2 bytes follow it"),
      ("printf 'MNG1\\003\\0\\0\\0\\0\\0\\0\\0abc' >&3", "makes no sense"),
    ])
  func garbage(script: String, problem: String) async throws {
    let script = try Probe.script(script)
    let failure = try await Probe.failure("1", executable: script.path)
    #expect(failure.message.contains(problem))
  }

  @Test("one that ends without an answer is told by its status")
  func status() async throws {
    let script = try Probe.script("exit 3")
    let failure = try await Probe.failure("1", executable: script.path)
    #expect(failure.message == "the worker process ended with status 3 and without a result")
  }

  @Test("one that never reads a large request is told by what it did, not by a broken pipe")
  func neverReads() async throws {
    let script = try Probe.script("exit 4")
    let failure = try await Probe.failure(String(repeating: "x", count: 1 << 20), executable: script.path)
    #expect(failure.message.contains("status 4"))
    let sleeper = try Probe.script("sleep 1000")
    let late = try await Probe.failure(
      String(repeating: "x", count: 1 << 20), limits: Limits(time: .milliseconds(300)), executable: sleeper.path)
    #expect(late.message.contains("time limit of 0.3 s"))
  }

  @Test("an executable that is not there is told so")
  func missingExecutable() async throws {
    let failure = try await Probe.failure("1", executable: "/nonexistent/monigen")
    #expect(failure.message == "cannot start a worker process: No such file or directory")
  }

  @Test("one failure does not touch the others")
  func isolation() async throws {
    let (results, _) = await Probe.evaluate(["1", "probe:crash", "2", "probe:exit", "3"], jobs: 2)
    #expect(try [0, 2, 4].map { try results[$0].get() } == ["1\n", "2\n", "3\n"])
  }
}

@Suite("Memory limit of workers")
struct WorkerMemoryTests {
  private let limits = Limits(time: .seconds(60), memory: 1 << 30)

  @Test(
    "running out of it is one diagnostic, whoever wanted the memory",
    arguments: [
      "std.makeArray(1000000000, function(i) [i, 'x' + i])",
      "local f(s, n) = if n == 0 then std.length(s) else f(s + s, n - 1) tailstrict; f('0123456789', 60)",
      "probe:swift-memory", "probe:realloc",
    ])
  func exhausted(code: String) async throws {
    let failure = try await Probe.failure(code, limits: limits)
    #expect(failure.message == "ran out of its memory limit of 1 GiB (limits.memory)")
    #expect(failure.hint?.contains("limits: { memory: … }") == true)
    #expect(failure.notes.isEmpty)
  }

  @Test("the least limit is enough for a small program")
  func leastLimit() async throws {
    let (results, _) = await Probe.evaluate(["std.length(std.range(1, 10000))"], limits: Limits(memory: Limits.leastMemory))
    #expect(try results[0].get() == "10000\n")
  }

  @Test("a limit that leaves no room for the stack is refused")
  func refused() async throws {
    let failure = try await Probe.failure("1", limits: Limits(memory: 600 << 20))
    #expect(failure.message == "a memory limit of 600 MiB is too low to evaluate anything")
    #expect(failure.hint == "limits.memory must be at least 768 MiB: the stack alone takes 512 MiB")
  }
}
