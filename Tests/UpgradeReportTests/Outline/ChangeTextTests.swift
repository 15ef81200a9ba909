import SemanticDiff
import Testing
import ValueTree

@testable import UpgradeReport

@Suite("The lines that tell a change")
struct ChangeTextTests {
  private func text(_ from: Value?, _ to: Value?, lines: Int? = nil) -> String {
    let kind: Change.Kind = from == nil ? .added : to == nil ? .removed : .changed
    let change = Change(path: SampleReport.path("spec", "x"), kind: kind, from: from, to: to)
    return ChangeText(valueLines: lines).detail(of: change).lines.map { line in
      (line.mark == .added ? "+ " : line.mark == .removed ? "- " : "") + line.text
    }.joined(separator: "\n")
  }

  @Test("short values stand in one line")
  func inline() {
    #expect(text(1, 2) == "spec.x: 1 -> 2")
    #expect(text("a", "") == "spec.x: a -> \"\"")
    #expect(text(nil, true) == "+ spec.x: true")
    #expect(text([], nil) == "- spec.x: []")
    #expect(text(.null, [:]) == "spec.x: null -> {}")
  }

  @Test("of a text of a few lines all are told, so that it reads as one")
  func short() {
    let old = "sum by (job) (\n  rate(a[5m])\n)\n/\nb\n> 1000000000000000000000000000000000000000"
    #expect(
      text(.string(old), .string(old + "0"))
        == "spec.x:\nsum by (job) (\n  rate(a[5m])\n)\n/\nb\n- > 1000000000000000000000000000000000000000\n"
        + "+ > 10000000000000000000000000000000000000000")
  }

  @Test("of a long text only the lines that differ are told, with what stands beside them, and what is left out shows")
  func long() {
    let lines = (1...20).map { "line \($0)" }
    var changed = lines
    changed[9] = "other"
    #expect(
      text(.string(lines.joined(separator: "\n")), .string(changed.joined(separator: "\n")))
        == "spec.x:\n…\nline 9\n- line 10\n+ other\nline 11\n…")
  }

  @Test("an object reads as in its file")
  func object() {
    #expect(text(nil, ["b": [1, 2], "a": "yes"]) == "spec.x:\n+ a: \"yes\"\n+ b:\n+ - 1\n+ - 2")
  }

  @Test("a long value is cut and the rest is counted")
  func cut() {
    let value = Value.array((1...10).map { .number(Number($0)) })
    #expect(text(nil, value, lines: 3) == "spec.x:\n+ - 1\n+ - 2\n+ - 3\n… 7 more lines")
    #expect(text(nil, value, lines: 9).hasSuffix("+ - 10"))
  }

  @Test("texts of many lines that have nothing in common do not take for ever")
  func huge() {
    let old = (0..<50_000).map { "a\($0)" }.joined(separator: "\n")
    let new = (0..<50_000).map { "b\($0)" }.joined(separator: "\n")
    #expect(text(.string(old), .string(new), lines: 5).hasSuffix("… 99995 more lines"))
  }
}
