import Foundation
import Platform
import Synchronization
import Testing

@Suite("Child processes")
struct ExchangeTests {
  private func run(
    _ script: String, input: String = "", environment: [String: String?] = [:], folder: String? = nil,
    timeLimit: Duration? = nil
  ) throws -> (result: Exchange.Result, errors: String) {
    let command = Command(
      executable: "sh", arguments: ["-c", script], environment: environment, folder: folder)
    var exchange = Exchange(command: command, input: Array(input.utf8), timeLimit: timeLimit)
    var errors: [UInt8] = []
    exchange.onErrors = { errors += $0 }
    let result = try exchange.run()
    return (result, String(decoding: errors, as: UTF8.self))
  }

  @Test("input, answer, errors and the status come through", .timeLimit(.minutes(15)))
  func conversation() throws {
    let (result, errors) = try run("tr a-z A-Z; echo oops >&2; exit 3", input: "hello")
    #expect(result.status == .exited(3))
    #expect(String(decoding: result.answer, as: UTF8.self) == "HELLO")
    #expect(errors == "oops\n")
  }

  @Test("a process sees the end of an empty input, and of a long one", .timeLimit(.minutes(15)), arguments: [0, 1 << 20])
  func endOfInput(count: Int) throws {
    let (result, _) = try run("wc -c", input: String(repeating: "x", count: count))
    #expect(String(decoding: result.answer, as: UTF8.self) == "\(count)\n")
  }

  @Test("the environment is this process's own but for what is named, and the folder is the given one")
  func surroundings() throws {
    let (result, _) = try run(
      "echo \"$ADDED ${HOME-none} ${PATH:+path}\"; pwd", environment: ["ADDED": "added", "HOME": nil], folder: "/")
    #expect(String(decoding: result.answer, as: UTF8.self) == "added none path\n/\n")
  }

  @Test("a process that takes too long is killed with its group", .timeLimit(.minutes(15)))
  func timeLimit() throws {
    // It would sleep for longer than any test run: that there is a result is the proof.
    let (result, _) = try run("sleep 100000 & wait", timeLimit: .milliseconds(300))
    #expect(result.timedOut)
    #expect(result.status == .signalled(SIGKILL))
  }

  @Test("a program that is not there is an error of the system")
  func missing() {
    #expect(throws: SystemError(ENOENT)) {
      try Exchange(command: Command(executable: "/nonexistent/program"), input: []).run()
    }
  }
}
