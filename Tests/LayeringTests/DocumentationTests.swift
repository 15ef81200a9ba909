import Foundation
import Testing

@Suite("Documentation")
struct DocumentationTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("every public declaration is documented")
  func documented() throws {
    let folder = Self.project.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 100)
    for file in files.sorted() {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for (number, declaration) in Self.undocumented(in: text) {
        Issue.record("Sources/\(file):\(number): write a '///' comment above '\(declaration)'")
      }
    }
  }

  @Test(
    "what has to be documented",
    arguments: [
      ("public var a = 1", [1]),
      ("/// One.\npublic var a = 1\npublic var b = 2", [3]),
      ("/// One.\n\npublic var a = 1", [3]),
      ("// One.\n  public init() {}", [2]),
      ("@discardableResult\npublic func a() -> Int", [2]),
      ("/// One.\n@discardableResult\n@inlinable public func a() -> Int", []),
      ("@available(*, deprecated) public func a()", [1]),
      ("static public let a = 1", [1]),
      ("public internal(set) var a: Int", [1]),
      ("open class A {}", [1]),
      ("public import Foundation\nimport Testing\nlet public = 1\n// public var a", []),
      ("public static func == (a: A, b: A) -> Bool\npublic static func < (a: A, b: A) -> Bool", [2]),
      ("public func hash(into hasher: inout Hasher)\npublic func makeIterator() -> Iterator", []),
      ("public var description: String {\npublic var debugDescription: String {", []),
      ("public init(stringLiteral value: String)\npublic init(literal: String)", [2]),
      ("public var descriptions: [String]", [1]),
    ])
  func rule(text: String, lines: [Int]) {
    #expect(Self.undocumented(in: text).map(\.line) == lines)
  }

  /// The public declarations of a file without a doc comment right above them or their attributes. What the standard
  /// library's protocols ask for may go without: their documentation says what it does.
  private static func undocumented(in text: String) -> [(line: Int, declaration: String)] {
    let attributes = /(?:@\w+(?:\([^)]*\))?\s*)*/
    let publicDeclaration = /(?:(?:static|final|mutating|nonisolated|override)\s+)*(?:public|open)\s+(?!import\b)/
    let witness = /static func ==|func hash\(into|func makeIterator\(|init\(\w+Literal |var (?:debugD|d)escription:/
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.enumerated().compactMap { index, line in
      guard line.contains("public ") || line.contains("open ") else { return nil }
      let declaration = line.trimmingPrefix(attributes)
      guard declaration.prefixMatch(of: publicDeclaration) != nil, !declaration.contains(witness) else { return nil }
      let above = lines[..<index].last { $0.wholeMatch(of: attributes) == nil || $0.isEmpty }
      return above?.hasPrefix("///") == true ? nil : (index + 1, String(declaration))
    }
  }
}
