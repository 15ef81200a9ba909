import Foundation

/// A probe that runs beside the test.
final class Child {
  private let process = Process()
  private let output = Pipe()

  init(_ arguments: [String]) throws {
    process.executableURL = URL(filePath: Probe.executable)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    process.standardOutput = output
    try process.run()
  }

  var number: pid_t { process.processIdentifier }

  /// Waits for what it says first.
  @discardableResult
  func waitForLine() -> String {
    String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
  }

  /// Sends a signal, and gives the status or the signal that it ended with.
  func end(with signal: Int32) -> Int32 {
    kill(number, signal)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Runs a probe to its end: its status and what it said on standard error.
  static func run(_ arguments: [String], through wrapper: [String] = []) throws -> (status: Int32, errors: String) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = wrapper + [Probe.executable] + arguments
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
