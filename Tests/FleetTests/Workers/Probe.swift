import Diagnostics
import Foundation
import Jsonnet
import Synchronization
import Testing

@testable import Fleet

/// The executables that the tests start, and what they do in workers.
enum Probe {
  /// The folder of built products: the test bundle is in it.
  private static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

  static let executable = products.appending(path: "FleetProbe").path

  static func request(_ code: String, name: String = "<test>") -> EvaluationRequest {
    EvaluationRequest(program: .snippet(code: code, name: name), displayRoot: "/")
  }

  /// The text of the result, or the diagnostics of the failure.
  static func evaluate(
    _ codes: [String], limits: Limits = Limits(time: .seconds(60)), jobs: Int = 2, executable: String = executable
  ) async -> (results: [Result<String, DiagnosticList>], errors: String) {
    let errors = Collector()
    let pool = WorkerPool(executable: executable) { errors.append($0) }
    let results = await pool.evaluate(codes.map { request($0) }, limits: limits, jobs: jobs)
    return (results.map { $0.map { $0.documents.map(\.text).joined() } }, errors.text)
  }

  /// The one diagnostic of a program that has to fail.
  static func failure(
    _ code: String, limits: Limits = Limits(time: .seconds(60)), executable: String = executable
  ) async throws -> Diagnostic {
    let (results, errors) = await evaluate([code], limits: limits, executable: executable)
    #expect(errors.isEmpty, "a failure is told once: \(errors)")
    let all = try #require(throws: DiagnosticList.self) { try results[0].get() }.all
    #expect(all.count == 1)
    return try #require(all.first)
  }

  /// A worker made of a shell script.
  static func script(_ text: String) throws -> Script { try Script(text) }

  final class Script: Sendable {
    let path: String

    init(_ text: String) throws {
      path = FileManager.default.temporaryDirectory.appending(path: "monigen-worker-\(UUID().uuidString)").path
      try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  final class Collector: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
  }

  /// Processes whose parent is `parent`, or all whose command line holds `words`: zombies too.
  static func children(of parent: pid_t) -> [pid_t] {
    processes.filter { $0.parent == parent }.map(\.process)
  }

  static func isAlive(_ process: pid_t) -> Bool {
    processes.contains { $0.process == process && $0.state != "Z" && $0.state != "X" }
  }

  private static var processes: [(process: pid_t, state: String, parent: pid_t)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { name in
      guard let process = pid_t(name), let line = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let end = line.lastIndex(of: ")")
      else { return nil }
      let words = line[line.index(after: end)...].split(separator: " ")
      return (process, String(words[0]), pid_t(words[1]) ?? 0)
    }
  }

  /// Waits until something holds, looking again and again; false after ten seconds.
  static func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while !condition() {
      if ContinuousClock.now > deadline { return false }
      usleep(5000)
    }
    return true
  }
}
