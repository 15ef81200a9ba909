import Foundation
import Testing

@Suite("Jsonnet sources")
struct JsonnetFormatTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Debian's `jsonnet` package has the formatter; `test.sh` installs it.
  private static let formatter = ["/usr/bin/jsonnetfmt", "/usr/local/bin/jsonnetfmt"]
    .first(where: FileManager.default.isExecutableFile(atPath:))

  @Test("every Jsonnet file is formatted as jsonnetfmt formats it", .enabled(if: formatter != nil, "no jsonnetfmt here"))
  func formatted() throws {
    let files = try ["libsonnet", "clusters"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: Self.project.appending(path: folder).path)
        .filter { $0.hasSuffix("sonnet") }.sorted().map { "\(folder)/\($0)" }
    }
    #expect(files.count > 50)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.formatter))
    process.currentDirectoryURL = Self.project
    process.arguments =
      ["--test", "-n", "2", "--max-blank-lines", "2", "--string-style", "s", "--comment-style", "s"] + files
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardError = output
    try process.run()
    let problems = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "run jsonnetfmt -i with these options: \(problems)")
  }
}
