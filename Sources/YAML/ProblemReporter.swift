import Diagnostics
import ValueTree

/// Makes diagnostics for one text: the only place that turns offsets into lines, and libyaml's words into ours.
struct ProblemReporter {
  /// Outlives the reporter: a reader makes both in the scope that owns the bytes.
  let input: UnsafeBufferPointer<UInt8>
  let file: String
  /// Whether diagnostics may show what the text says.
  let quotesText: Bool

  /// A diagnostic whose words quote the text; where they must not, `plain` takes their place.
  func diagnostic(
    quoting message: String, or plain: String, at mark: Int, first: (message: String, mark: Int)? = nil,
    hint: String? = nil
  ) -> Diagnostic {
    diagnostic(quotesText ? message : plain, at: mark, first: first, hint: hint)
  }

  /// A diagnostic at a place counted in Unicode scalars, in words that have nothing of the text.
  func diagnostic(
    _ message: String, at mark: Int, first: (message: String, mark: Int)? = nil, hint: String? = nil
  ) -> Diagnostic {
    let lines = SourceLines(input)
    let place = location(lines.position(atScalar: mark))
    let notes = first.map { [Diagnostic.Note($0.message, at: location(lines.position(atScalar: $0.mark)))] } ?? []
    return Diagnostic(message, at: place, excerpt: excerpt(at: place, in: lines), notes: notes, hint: hint)
  }

  /// A diagnostic at a place counted in bytes, in words that have nothing of the text.
  func diagnostic(_ message: String, atByte offset: Int, hint: String? = nil) -> Diagnostic {
    let lines = SourceLines(input)
    let place = location(lines.position(atByte: offset))
    return Diagnostic(message, at: place, excerpt: excerpt(at: place, in: lines), hint: hint)
  }

  /// What git left to people.
  func conflict(_ marker: ConflictMarker) -> Diagnostic {
    diagnostic(ConflictMarker.message, atByte: marker.offset, hint: ConflictMarker.hint)
  }

  /// What libyaml's reader says of a text that is valid UTF-8: a character that YAML does not allow.
  func unreadable(_ problem: String, byte offset: Int, scalar: Int32) -> Diagnostic {
    guard scalar > 0 else { return diagnostic(problem.isEmpty ? "not readable" : problem, atByte: offset) }
    let code = String(scalar, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    return diagnostic(
      "the character \(name) may not stand in YAML", atByte: offset,
      hint: "remove it, or write it as an escape in a double quoted string")
  }

  /// What libyaml's scanner or parser says.
  func syntax(_ problem: String, at mark: Int, context: String?, from start: Int) -> Diagnostic {
    let wording = SyntaxWording(problem: problem, context: context ?? "")
    let first = wording.opening.map { (message: $0, mark: start) }
    return diagnostic(wording.message, at: mark, first: first, hint: hint(wording, at: mark))
  }

  private func hint(_ wording: SyntaxWording, at mark: Int) -> String? {
    let lines = SourceLines(input)
    let line = lines.text(ofLine: lines.position(atScalar: mark).line) ?? ""
    let indent = line.prefix { $0 == " " || $0 == "\t" }
    if indent.contains("\t") { return "indent with spaces: YAML allows no tabs" }
    return wording.hint
  }

  private func excerpt(at place: SourceLocation, in lines: SourceLines) -> String? {
    quotesText ? lines.text(ofLine: place.line ?? 0) : nil
  }

  private func location(_ position: SourceMap.Position) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
  }
}
