import Foundation
import Testing

@Suite("Evaluations that run away, crash or are stopped", .serialized)
struct RunawayTests {
  private static let endless = "local f(x) = f(x + 1) tailstrict; { app+: { config1+: { data+: { e: f(1) } } } }"

  @Test("An endless loop ends with the time limit")
  func endlessLoop() async throws {
    let input = try BadInput()
    try input.append("limits: { time: 1s }", to: "monigen.yaml")
    try input.overlay(Self.endless)
    try await input.expect(
      """
      clusters/alpha.yaml: error: did not finish within its time limit of 1 s (limits.time)
        hint: look for recursion without an end, or raise 'limits: { time: … }' in monigen.yaml

      """, from: ["build", "alpha"])
  }

  @Test("A memory bomb ends with the memory limit")
  func memoryBomb() async throws {
    let input = try BadInput()
    try input.append("limits: { memory: 768MiB }", to: "monigen.yaml")
    try input.overlay(
      "local f(s) = if std.length(s) < 0 then s else f(s + s) tailstrict;"
        + " { app+: { config1+: { data+: { e: f('0123456789') } } } }")
    try await input.expect(
      """
      clusters/alpha.yaml: error: ran out of its memory limit of 768 MiB (limits.memory)
        hint: look for data that grows without an end, or raise 'limits: { memory: … }' in monigen.yaml

      """)
  }

  @Test("Nesting that is deeper than the stack may be is an error of the program")
  func deepNesting() async throws {
    let input = try BadInput()
    try input.overlay("{ app+: { deep: std.foldl(function(all, i) [all], std.range(1, 2000), []) } }")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:45: error: max stack frames exceeded.
          1 | { app+: { deep: std.foldl(function(all, i) [all], std.range(1, 2000), []) } }
            |                                             ^
        clusters/alpha.yaml: from here
        hint: this is most often a definition that needs itself; if the depth is meant, render takes --max-stack

      """)
  }

  @Test(
    "A worker that is killed is told by its signal",
    arguments: [
      (SIGKILL, "SIGKILL (killed)", "the system does this to processes when the machine runs out of memory"),
      (SIGSEGV, "SIGSEGV (segmentation fault)", "code that nests very deeply overflows the stack like this"),
    ], [true, false])
  func killedWorker(end: (signal: Int32, name: String, hint: String), isLeader: Bool) async throws {
    let (signal, name, hint) = end
    let input = try BadInput()
    try input.overlay(Self.endless)
    let before = try input.workspace.paths
    let build = try Binary.start(Binary.url, ["build", "alpha"], in: input.workspace.folder)
    let worker = try await Self.busyWorker(of: build)
    #expect(kill(isLeader ? worker.leader : worker.target, signal) == 0)
    try await Self.wait("the build ends") { !build.process.isRunning }
    #expect(
      Self.errors(of: build) == """
        clusters/alpha.yaml: error: the worker process crashed: \(name)
          hint: \(hint)

        """)
    #expect(build.process.terminationStatus == 2)
    #expect(try input.workspace.paths == before)
  }

  @Test(
    "An interrupted build takes its workers with it and leaves nothing behind",
    arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func interruption(signal: Int32, status: Int32) async throws {
    let input = try BadInput()
    try input.overlay(Self.endless)
    let before = try input.workspace.paths
    let build = try Binary.start(Binary.url, ["build", "alpha"], in: input.workspace.folder)
    let worker = try await Self.busyWorker(of: build)
    #expect(kill(build.process.processIdentifier, signal) == 0)
    try await Self.wait("the build ends") { !build.process.isRunning }
    #expect(build.process.terminationReason == Process.TerminationReason.exit)
    #expect(build.process.terminationStatus == status)
    // The worker leads a group of its own: nobody of it may be left.
    try await Self.wait("the worker's group ends") { kill(-worker.leader, 0) == -1 && errno == ESRCH }
    #expect(Self.errors(of: build) == "")
    #expect(try input.workspace.paths == before)
  }

  @Test("A build that is killed takes its workers with it")
  func killedBuild() async throws {
    let input = try BadInput()
    try input.overlay(Self.endless)
    let build = try Binary.start(Binary.url, ["build", "alpha"], in: input.workspace.folder)
    let worker = try await Self.busyWorker(of: build)
    #expect(kill(build.process.processIdentifier, SIGKILL) == 0)
    try await Self.wait("the worker's group ends") { kill(-worker.leader, 0) == -1 && errno == ESRCH }
  }

  // MARK: - Looking at processes

  private struct TimedOut: Error {
    var waitedFor: String
  }

  /// Looks again and again until something is so.
  private static func wait(_ what: String, until isSo: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while try !isSo() {
      guard ContinuousClock.now < deadline else { throw TimedOut(waitedFor: what) }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// The worker of a running build, which leads a group, and the process of that group in which the endless target
  /// has been at work for some tenths of a second.
  private static func busyWorker(of build: Binary.Running) async throws -> (leader: pid_t, target: pid_t) {
    let parent = build.process.processIdentifier
    var busy: (leader: pid_t, target: pid_t)?
    try await wait("the worker is busy") {
      for leader in try children(of: parent) where try isWorker(leader) {
        if let target = try children(of: leader).first(where: { processorTicks(of: $0) >= 30 }) {
          busy = (leader, target)
        }
      }
      return busy != nil
    }
    return try #require(busy)
  }

  private static func children(of parent: pid_t) throws -> [pid_t] {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
    return threads.flatMap { thread in
      contents("/proc/\(parent)/task/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
    }
  }

  private static func isWorker(_ process: pid_t) throws -> Bool {
    contents("/proc/\(process)/cmdline").split(separator: "\0").last == "worker"
  }

  /// What the process has used, in user mode: the twelfth field after the name in brackets.
  private static func processorTicks(of process: pid_t) -> Int {
    let fields = contents("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 11 ? Int(fields[11]) ?? 0 : 0
  }

  private static func contents(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  private static func errors(of build: Binary.Running) -> String {
    String(decoding: build.errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}
