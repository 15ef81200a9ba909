import Foundation
import Testing

@testable import Checks

@Suite("Codes of findings about builds")
struct DocumentedCodeTests {
  @Test("docs/findings.md describes every code of checks, each once")
  func documented() throws {
    let project = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    let text = try String(contentsOf: project.appending(path: "docs/findings.md"), encoding: .utf8)
    let described = text.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    #expect(Set(described).isSuperset(of: CheckCodes.all))
    #expect(Set(described).count == described.count)
  }
}
