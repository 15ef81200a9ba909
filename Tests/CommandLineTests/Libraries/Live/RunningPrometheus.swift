import Foundation
import Synchronization
import Testing
import ValueTree

/// A real Prometheus on loopback, for as long as it is kept.
final class RunningPrometheus: Sendable {
  static let url = URL(filePath: "/usr/bin/prometheus")
  static let isInstalled = FileManager.default.isExecutableFile(atPath: url.path)

  private let workspace: Workspace
  private let process: Process
  let port: Int

  /// Starts it with these scrape configurations, and a file of rules, and waits until it answers.
  init(_ jobs: [Value], rules: Value? = nil) async throws {
    workspace = try Workspace()
    let configuration: Value = [
      "global": ["scrape_interval": "1s", "evaluation_interval": "1s"], "scrape_configs": .array(jobs),
      "rule_files": .array(rules == nil ? [] : ["rules.yml"]),
    ]
    try workspace.write(JSONWriter.compact(configuration), to: "prometheus.yml")
    if let rules { try workspace.write(JSONWriter.compact(rules), to: "rules.yml") }
    let running = try Binary.start(
      Self.url,
      ["--config.file=prometheus.yml", "--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:0"],
      in: workspace.folder)
    process = running.process
    port = try await Self.port(in: running.errors.fileHandleForReading)
    let port = port
    try await Self.wait("Prometheus is ready") { Loopback.get("/-/ready", port: port) != nil }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// Prometheus says in its log which port it got. The log is read to its end, so that it never blocks on a full pipe.
  private static func port(in log: FileHandle) async throws -> Int {
    let text = Mutex("")
    Foundation.Thread.detachNewThread {
      while case let data = log.availableData, !data.isEmpty {
        text.withLock { $0 += String(decoding: data, as: UTF8.self) }
      }
    }
    let pattern = #/msg="Listening on" address=127\.0\.0\.1:(\d+)/#
    let found = { text.withLock { $0.firstMatch(of: pattern).flatMap { Int($0.1) } } }
    try await wait("Prometheus listens") { found() != nil }
    return try #require(found())
  }

  /// Asks again and again, for a minute at most.
  static func wait(_ what: Comment, until isTrue: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try !isTrue() {
      try #require(ContinuousClock.now < deadline, what)
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// The value of one of its own counters, 0 where it has not counted yet.
  func counter(_ name: String) -> Double {
    let lines = (Loopback.get("/metrics", port: port) ?? "").split(separator: "\n")
    let line = lines.first { $0.hasPrefix(name + " ") }
    return line.flatMap { Double($0.dropFirst(name.count + 1)) } ?? 0
  }

  /// The data of what its API answers.
  func answer(_ path: String) throws -> Value {
    let answer = try #require(Loopback.get(path, port: port))
    return try #require(try JSONReader.read(answer)["data"])
  }

  /// How many series a selector of letters finds.
  func count(_ selector: String) throws -> Int {
    let query = selector.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let answer = try #require(Loopback.get("/api/v1/query?query=\(query)", port: port))
    return try JSONReader.read(answer)["data"]?["result"]?.array?.count ?? 0
  }
}
