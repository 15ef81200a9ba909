import Diagnostics
import Testing

@Suite("Rendering diagnostics")
struct RendererTests {
  @Test("a diagnostic shows its place, the line with a caret, notes and the hint")
  func full() {
    let diagnostic = Diagnostic(
      "unknown variable 'replica'", at: SourceLocation(file: "clusters/prod.yaml", line: 12, column: 3),
      excerpt: "  replica: 2", notes: [.init("merged from here", at: SourceLocation(file: "clusters/_defaults.yaml", line: 3))],
      hint: "did you mean 'replicas'?")
    #expect(
      DiagnosticRenderer().render(diagnostic) == """
        clusters/prod.yaml:12:3: error: unknown variable 'replica'
           12 |   replica: 2
              |   ^
          clusters/_defaults.yaml:3: merged from here
          hint: did you mean 'replicas'?

        """)
  }

  @Test("control characters of the input cannot drive the terminal")
  func controls() {
    let text = DiagnosticRenderer().render(Diagnostic("bad \u{1B}[31mred\u{7}"))
    #expect(text == "error: bad \\u{1B}[31mred\\u{7}\n")
  }

  @Test("a long line is shown around its column")
  func longLine() {
    let line = String(repeating: "x", count: 300) + "HERE" + String(repeating: "y", count: 300)
    let text = DiagnosticRenderer().render(
      Diagnostic("m", at: SourceLocation(file: "f", line: 1, column: 301), excerpt: line))
    let rows = text.split(separator: "\n")
    #expect(rows[1].count < 120)
    let caret = rows[2].distance(from: rows[2].startIndex, to: rows[2].firstIndex(of: "^")!)
    #expect(Array(rows[1])[caret] == "H")
  }

  @Test("with a width lines break between words, and what follows stands to the right")
  func width() {
    let words = "one two three four five six seven eight nine ten"
    let diagnostic = Diagnostic(
      words, severity: .warning, at: SourceLocation(file: "file.yaml", line: 7), notes: [.init(words)], hint: words)
    let narrow = """
      file.yaml:7: warning: one two three four
          five six seven eight nine ten
        one two three four five six seven eight
          nine ten
        hint: one two three four five six seven
          eight nine ten

      """
    #expect(DiagnosticRenderer(width: 42).render(diagnostic) == narrow)
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 42 })
    #expect(DiagnosticRenderer(width: 200).render(diagnostic) == DiagnosticRenderer().render(diagnostic))
    let path = String(repeating: "long/", count: 20)
    #expect(DiagnosticRenderer(width: 42).render(Diagnostic(path)).contains(path), "what is to be copied stays whole")
    #expect(DiagnosticRenderer(width: 42).render(Diagnostic("a\n  b " + words)) == "error: a\n  b \(words)\n")
  }

  @Test("colours appear only on demand")
  func colours() {
    let diagnostic = Diagnostic("m", severity: .warning)
    #expect(!DiagnosticRenderer().render(diagnostic).contains("\u{1B}"))
    #expect(DiagnosticRenderer(color: true).render(diagnostic).contains("\u{1B}[1;35mwarning:"))
  }

  @Test("a list of several errors comes out of any error")
  func lists() {
    struct Other: Error {}
    #expect(DiagnosticList(Diagnostic("a")).all.count == 1)
    #expect(DiagnosticList(DiagnosticList([Diagnostic("a"), Diagnostic("b")])).all.count == 2)
    #expect(DiagnosticList(Other()).all.map(\.message) == ["Other()"])
    #expect(!DiagnosticList([Diagnostic("a", severity: .warning)]).hasErrors)
  }
}

@Suite("Suggestions")
struct SuggestionTests {
  @Test(
    "the nearest known name is suggested, a far one is not",
    arguments: [
      ("replicsa", "replicas"), ("Retention", "retention"), ("retenton", "retention"), ("storge", "storage"),
      ("zzz", nil), ("", nil), (String(repeating: "a", count: 10_000), nil),
    ] as [(String, String?)])
  func nearest(name: String, expected: String?) {
    #expect(Suggestion.nearest(to: name, in: ["replicas", "retention", "storage"]) == expected)
  }

  private static let names = ["node-exporter", "kube-state-metrics", "namespace:container_cpu:sum_irate"]

  @Test(
    "a long name with another word in it is another name, one with a word more or a mistake in a word is near",
    arguments: [
      ("windows-exporter", nil), ("node-exportr", "node-exporter"), ("node_exporter", "node-exporter"),
      ("nde-exporter", "node-exporter"), ("kube-state-metric", "kube-state-metrics"),
      ("state-metrics", "kube-state-metrics"), ("kube-proxy-metrics", nil),
      ("namespace:container_cpu:sum_rate5m", "namespace:container_cpu:sum_irate"),
    ] as [(String, String?)])
  func words(name: String, expected: String?) {
    #expect(Suggestion.nearest(to: name, in: Self.names) == expected)
  }

  @Test("the nearest of all are in the order of how near they are, however far")
  func ranked() {
    let known = ["alertmanager", "web", "wed", "api"]
    #expect(Suggestion.nearest(2, to: "webb", in: known) == ["web", "wed"])
    #expect(Suggestion.nearest(9, to: "zzz", in: known) == ["web", "wed", "api", "alertmanager"])
    #expect(Suggestion.nearest(0, to: "web", in: known) == [])
  }

  @Test("without a near name a short list of the known ones is shown")
  func known() {
    #expect(Suggestion.hint(for: "zzz", in: ["aws", "gcp"]) == "known: aws, gcp")
    #expect(Suggestion.hint(for: "zzz", in: (1...50).map { "longname\($0)" }) == nil)
  }
}
