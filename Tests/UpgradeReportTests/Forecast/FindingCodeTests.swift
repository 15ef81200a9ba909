import Foundation
import Testing

@testable import UpgradeReport

@Suite("Codes of findings")
struct FindingCodeTests {
  @Test("docs/findings.md has a section for every code that can be suppressed, each once, and for no other")
  func documented() throws {
    let project = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let text = try String(contentsOf: project.appending(path: "docs/findings.md"), encoding: .utf8)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    // Sections about something else than a code have several words.
    #expect(headings.filter { !$0.contains(" ") }.sorted() == SuppressionList.codes.sorted())
  }
}
