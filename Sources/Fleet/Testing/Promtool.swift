import Diagnostics
import Foundation
import Platform
import ValueTree

/// Prometheus' own test runner.
struct Promtool: Sendable {
  /// What promtool said about one file.
  struct Outcome: Sendable {
    var file: TestFile
    /// In the order of the cases and their alerts.
    var failures: [Failure]
  }

  /// A case that does not hold.
  struct Failure: Sendable {
    /// Its place in the file.
    var index: Int
    /// The alert that it is about; nil: an expression, or the case as a whole.
    var alert: String?
    /// promtool's own words.
    var message: String
  }

  /// How long one run may take.
  private static let timeLimit = Duration.seconds(300)

  let path: String

  /// Finds promtool on the `PATH`.
  ///
  /// - Throws: a `Diagnostic` that says where to get it.
  static func find() throws -> Promtool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    guard let path = folders.map({ "\($0)/promtool" }).first(where: FileManager.default.isExecutableFile) else {
      throw Diagnostic(
        "there is no promtool on the PATH, which runs the tests of rules",
        hint: "it comes with Prometheus: apt install prometheus, or https://prometheus.io/download/")
    }
    return Promtool(path: path)
  }

  /// Runs every unit, so many at a time; the outcomes are in the order of the units.
  ///
  /// - Throws: a `Diagnostic` where promtool or a folder for it cannot be used.
  func run(_ units: [TestUnit], jobs: Int) throws -> [Outcome] {
    let results = ParallelMap.run(units, jobs: jobs) { unit in Result { try run(unit) } }
    return try results.map { try $0.get() }
  }

  private func run(_ unit: TestUnit) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "monigen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.write(unit.rules.document(alerts: unit.alerts), to: folder.appending(path: TestUnit.rulesName))
    var outcome = Outcome(file: unit.file, failures: [])
    let cases = unit.file.cases
    guard !cases.isEmpty, try complaint(about: unit.file.document(cases), in: folder) != nil else { return outcome }
    for (index, test) in cases.enumerated() {
      outcome.failures += try failures(of: test, index, unit.file, in: folder)
    }
    return outcome
  }

  /// One run says that a case fails; one for each of its alerts says which.
  private func failures(of test: TestFile.Case, _ index: Int, _ file: TestFile, in folder: URL) throws -> [Failure] {
    guard let whole = try complaint(about: file.document([test]), in: folder) else { return [] }
    let alerts = test.expectations.map(\.alert)
    let failures = try alerts.compactMap { alert in
      try complaint(about: file.document([test], alert: alert), in: folder).map {
        Failure(index: index, alert: alert, message: $0)
      }
    }
    return failures.isEmpty ? [Failure(index: index, alert: nil, message: whole)] : failures
  }

  /// What promtool has to say against a test, nil where it passes.
  private func complaint(about test: Value, in folder: URL) throws -> String? {
    try Self.write(test, to: folder.appending(path: "case.yaml"))
    let command = Command(executable: path, arguments: ["test", "rules", "case.yaml"], folder: folder.path)
    var errors: [UInt8] = []
    var exchange = Exchange(command: command, input: [], timeLimit: Self.timeLimit)
    exchange.onErrors = { errors += $0 }
    let result: Exchange.Result
    do throws(SystemError) {
      result = try exchange.run()
    } catch {
      throw Diagnostic("cannot run \(path): \(error.reason)")
    }
    guard !result.timedOut else { return "promtool did not finish within \(Self.timeLimit)" }
    guard result.status != .exited(0) else { return nil }
    return Self.words(String(decoding: errors + result.answer, as: UTF8.self))
  }

  /// Without the lines that name our temporary file, and with no more than a person reads.
  private static func words(_ text: String) -> String {
    let noise = ["Unit Testing:", "FAILED:", "SUCCESS"]
    let lines = text.split(separator: "\n").filter { line in
      let text = line.drop { $0 == " " }
      return !noise.contains { text.hasPrefix($0) }
    }
    return lines.prefix(40).joined(separator: "\n")
  }

  private static func write(_ value: Value, to file: URL) throws {
    try Data(JSONWriter.compact(value).utf8).write(to: file)
  }
}
