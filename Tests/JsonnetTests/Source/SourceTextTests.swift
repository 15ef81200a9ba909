import Testing

@testable import Jsonnet

@Suite struct SourceTextTests {
  private let text = SourceText(Array("é = 'x';\r\nlocal y".utf8)) { _ in
    [
      .init(offset: 0, bytes: Array("CODE ".utf8), kind: .prelude),
      .init(offset: 6, bytes: [1], kind: .mark),
    ]
  }

  private func place(_ line: Int, _ column: Int) -> SourceText.Place {
    text.place(from: .init(line: line, column: column), to: .init(line: line, column: column + 1))
  }

  @Test func `Insertions are in the text for libjsonnet only`() {
    #expect(text.edited == Array("CODE é = '\u{1}x';\r\nlocal y".utf8))
    #expect(text.line(1) == "é = 'x';")
    #expect(text.line(2) == "local y")
    #expect(text.line(3) == nil)
  }

  @Test func `Columns are led back, in scalars`() {
    #expect(place(1, 3) == .init(line: 1, column: 1, isInserted: true))
    #expect(place(1, 6) == .init(line: 1, column: 1, isInserted: false))
    #expect(place(1, 10) == .init(line: 1, column: 4, isInserted: false))
    #expect(place(1, 13) == .init(line: 1, column: 6, isInserted: false))
    #expect(place(2, 7) == .init(line: 2, column: 7, isInserted: false))
    #expect(place(2, 99) == .init(line: 2, column: 8, isInserted: false))
  }

  @Test func `The range of the whole text starts with its first token`() {
    let text = SourceText(Array("// c\n  {}".utf8)) { _ in [.init(offset: 0, bytes: Array("X ".utf8), kind: .prelude)] }
    let place = text.place(from: .init(line: 1, column: 1), to: .init(line: 2, column: 5))
    #expect(place == .init(line: 2, column: 3, isInserted: false))
  }
}
