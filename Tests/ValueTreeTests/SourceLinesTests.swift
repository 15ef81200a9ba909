import Diagnostics
import Testing
import ValueTree

@Suite("lines of a source")
struct SourceLinesTests {
  private let lines = SourceLines(Array("ab\nü😀x\r\n\nend".utf8))

  @Test("lines end at line feeds, and a carriage return belongs to the end")
  func texts() {
    #expect((0...5).map { lines.text(ofLine: $0) } == [nil, "ab", "ü😀x", "", "end", nil])
  }

  @Test("columns count characters, not bytes")
  func columns() {
    #expect(lines.position(atByte: 9) == .init(line: 2, column: 3))
    #expect(lines.position(atScalar: 5) == .init(line: 2, column: 3))
  }

  @Test("an offset at the end, or past it, is the last line's")
  func end() {
    #expect(lines.position(atByte: 16) == .init(line: 4, column: 4))
    #expect(lines.position(atByte: 99) == .init(line: 4, column: 4))
    #expect(SourceLines([]).position(atByte: 0) == .init(line: 1, column: 1))
    #expect(SourceLines([]).text(ofLine: 1) == "")
  }

  @Test("a source map shows the line of a file with carriage returns")
  func carriageReturns() {
    let map = SourceMap(file: "a.yaml", text: "a: 1\r\nb: 2\r\n")
    #expect(map.excerpt(at: SourceLocation(file: "a.yaml", line: 2, column: 1)) == "b: 2")
    #expect(map.excerpt(at: SourceLocation(file: "other.yaml", line: 2, column: 1)) == nil)
    #expect(map.excerpt(at: SourceLocation(file: "a.yaml")) == nil)
  }
}
