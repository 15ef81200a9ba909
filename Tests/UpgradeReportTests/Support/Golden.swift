import Foundation
import Testing

/// Compares a text with a file beside the test. RECORD_SNAPSHOTS=1 writes the file instead, and the test then fails, so
/// that a recording run is never taken for a passing one.
func expectGolden(_ text: String, _ name: String, beside file: String = #filePath) throws {
  let golden = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/\(name)")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
    try FileManager.default.createDirectory(
      at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: golden)
    Issue.record("recorded \(name)")
    return
  }
  let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
  #expect(text == expected, "record with RECORD_SNAPSHOTS=1 and read the difference: \(name)")
}
