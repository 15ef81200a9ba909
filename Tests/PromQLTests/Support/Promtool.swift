import Foundation
import ValueTree

/// Prometheus' own checker of rules.
enum Promtool {
  /// What it says against an expression.
  struct Complaint: Hashable {
    /// Counts from 1.
    var line: Int
    /// In bytes, counts from 1.
    var column: Int
    var message: String
  }

  static let url: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { URL(filePath: "\($0)/promtool") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  static let missing = "promtool is not installed (Debian's package prometheus)"

  /// Its version: `2.42`.
  static func version() throws -> String {
    let text = try run(["--version"]).split(separator: " ")
    return text.firstIndex(of: "version").map { String(text[$0 + 1].prefix { $0 != "+" && $0 != "," }) } ?? ""
  }

  /// What it says against each of many expressions, as rules of one file; nil where it has nothing to say.
  static func complaints(about expressions: [String]) throws -> [Complaint?] {
    let rules = expressions.enumerated().map { index, expression -> Value in
      ["record": .string("r\(index)"), "expr": .string(expression)]
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "promql-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    // JSON is YAML.
    let groups: Value = ["groups": [["name": "g", "rules": .array(rules)]]]
    try Data(JSONWriter.compact(groups).utf8).write(to: file)
    var complaints = [Complaint?](repeating: nil, count: expressions.count)
    let pattern = /rule \d+, "r(\d+)": could not parse expression: (\d+):(\d+): parse error: (.*)/
    for line in try run(["check", "rules", file.path]).split(separator: "\n") {
      guard let match = line.firstMatch(of: pattern), let index = Int(match.1), complaints.indices.contains(index),
        complaints[index] == nil, let row = Int(match.2), let column = Int(match.3)
      else { continue }
      complaints[index] = Complaint(line: row, column: column, message: String(match.4))
    }
    return complaints
  }

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
