import Testing

@testable import Fleet

@Suite("What git cat-file answers")
struct GitBatchTests {
  private static func contents(_ answer: String) -> [String?] {
    var batch = GitBatch(bytes: Array(answer.utf8))
    return (0..<3).map { _ in batch.next().map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test("contents of any bytes, empty ones and such with line ends among them")
  func contents() {
    #expect(Self.contents("aa blob 4\na\nb\n\nbb blob 0\n\ncc blob 1\nx\n") == ["a\nb\n", "", "x"])
  }

  @Test(
    "an answer that is cut or damaged has no contents",
    arguments: [
      "", "aa", "aa blob 4\nabc", "aa blob 4\nabcd", "aa missing\n", "aa blob -1\nx\n", "aa blob x\nx\n",
      "aa blob 9223372036854775807\nx\n", "aa blob 99999999999999999999\nx\n",
    ])
  func damaged(answer: String) {
    #expect(Self.contents(answer) == [nil, nil, nil])
  }
}
