import Foundation

/// Prometheus' own command-line tool.
package enum Promtool {
  /// Where it is installed; nil where it is not.
  package static let url: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { URL(filePath: "\($0)/promtool") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  package static let missing = "promtool is not installed (Debian's package prometheus)"

  /// Its version: `2.42`.
  package static func version() throws -> String {
    let text = try run(["--version"]).split(separator: " ")
    return text.firstIndex(of: "version").map { String(text[$0 + 1].prefix { $0 != "+" && $0 != "," }) } ?? ""
  }

  /// What it prints, whether it is content or not.
  package static func run(_ arguments: [String]) throws -> String {
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

  /// What it prints for a file that it is given; the file is gone afterwards.
  package static func run(_ arguments: [String], file text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "promtool-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return try run(arguments + [file.path])
  }
}
