import Foundation
import Testing

@Suite("Lines")
struct LineLengthTests {
  private static let limit = 120
  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(
    "no line of Swift or Jsonnet has more than 120 columns",
    arguments: [("Sources", "swift"), ("Tests", "swift"), ("Benchmarks/Sources", "swift"), ("libsonnet", "sonnet")])
  func lines(folder: String, ending: String) throws {
    let root = Self.project.appending(path: folder)
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(ending) }
    #expect(!files.isEmpty)
    for file in files.sorted() {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      for (number, width) in Self.long(in: text, countsTexts: folder == "Sources") {
        Issue.record("\(folder)/\(file):\(number) has \(width) columns")
      }
    }
  }

  @Test(
    "what counts of a line: fixtures of tests, and what rules and dashboards say, must stand as they are",
    arguments: [
      (String(repeating: "a", count: 120), []), (String(repeating: "a", count: 121), [1]),
      (String(repeating: "é", count: 120), []), ("// " + String(repeating: "a", count: 118), [1]),
      ("// \"" + String(repeating: "a", count: 118) + "\"", [1]),
      ("[\"" + String(repeating: "\\\"a", count: 60) + "\"]", []),
      ("['" + String(repeating: "\"a", count: 60) + "']", []),
      ("[\"a\"]" + String(repeating: "a", count: 119), [1]),
      ("f(\"\"\"\n" + String(repeating: "a", count: 121) + "\n\"\"\")\n" + String(repeating: "a", count: 121), [4]),
      ("a: |||\n" + String(repeating: "a", count: 121) + "\n|||,\n" + String(repeating: "a", count: 121), [4]),
    ])
  func rule(text: String, lines: [Int]) {
    #expect(Self.long(in: text, countsTexts: false).map(\.line) == lines)
  }

  @Test("in the program itself texts count too")
  func texts() {
    #expect(Self.long(in: "f(\"" + String(repeating: "a", count: 118) + "\")", countsTexts: true).map(\.line) == [1])
  }

  /// The lines of a file that are too long, with how many columns they have.
  ///
  /// - Parameter countsTexts: whether what stands in quotes counts.
  private static func long(in text: String, countsTexts: Bool) -> [(line: Int, columns: Int)] {
    let quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/
    var isText = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let code = line.drop { $0 == " " }
      if isText {
        isText = !["\"\"\"", "|||"].contains(where: code.hasPrefix)
      } else {
        isText = ["\"\"\"", "|||", "|||-"].contains(where: code.hasSuffix) && !code.hasPrefix("//")
      }
      guard line.count > limit, countsTexts || !isText else { return nil }
      let counted = countsTexts || code.hasPrefix("//") ? line.count : line.replacing(quoted, with: "").count
      return counted > limit ? (index + 1, line.count) : nil
    }
  }
}
