/// Turns diagnostics into the text that a terminal or a log shows.
///
///     clusters/prod.yaml:12:5: error: unknown variable 'replica'
///        12 |     replica: 2
///           |     ^
///       hint: did you mean 'replicas'?
public struct DiagnosticRenderer: Sendable {
  /// Whether to use ANSI colours: on a terminal and without `NO_COLOR` only.
  public var color: Bool
  /// How many columns there are; nil where lines may be as long as they come.
  public var width: Int?

  /// A renderer of plain text in lines of any length, unless colours or a width are asked for.
  public init(color: Bool = false, width: Int? = nil) {
    self.color = color
    self.width = width
  }

  /// The text of one diagnostic, with a final line feed. Control characters of the input are made visible.
  public func render(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location.map { $0.description.visible + ":" }
    let start = (place.map { "\($0) " } ?? "") + diagnostic.severity.rawValue + ": "
    var text = place.map { bold($0) + " " } ?? ""
    text += severityLabel(diagnostic.severity) + " "
    text += lines(of: diagnostic.message.visible, behind: start.count).map(bold).joined(separator: "\n    ") + "\n"
    text += excerpt(of: diagnostic)
    for note in diagnostic.notes {
      let place = note.location.map { $0.description.visible + ": " } ?? ""
      text += "  " + lines(of: place + note.message.visible, behind: 2).joined(separator: "\n    ") + "\n"
    }
    if let hint = diagnostic.hint {
      let lines = lines(of: hint.visible, behind: "  hint: ".count)
      text += "  " + paint("hint:", "36") + " " + lines.joined(separator: "\n    ") + "\n"
    }
    return text
  }

  /// A text as lines that fit; one that has lines of its own, as a trace, stays as it is.
  private func lines(of text: String, behind start: Int) -> [String] {
    // Below that nothing can be read anyway.
    guard let width = width.map({ max(40, $0) }), !text.contains("\n") else { return [text] }
    return WrappedText.lines(of: text, first: max(1, width - start), rest: width - 4)
  }

  /// The text of all diagnostics in their order.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined()
  }

  private func excerpt(of diagnostic: Diagnostic) -> String {
    guard let source = diagnostic.excerpt, let line = diagnostic.location?.line else { return "" }
    let number = String(line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let window = ExcerptWindow(line: source, column: diagnostic.location?.column)
    var text = "\(gutter) | \(window.text.visible)\n"
    if let offset = window.caret {
      text += "\(blank) | \(String(repeating: " ", count: offset))" + paint("^", "32") + "\n"
    }
    return text
  }

  private func severityLabel(_ severity: Severity) -> String {
    switch severity {
    case .error: paint("error:", "1;31")
    case .warning: paint("warning:", "1;35")
    case .note: paint("note:", "1;36")
    }
  }

  private func bold(_ text: String) -> String { paint(text, "1") }

  private func paint(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The part of a source line that fits a terminal, and where the caret stands below it.
private struct ExcerptWindow {
  var text: String
  var caret: Int?

  private static let width = 100

  init(line: String, column: Int?) {
    let scalars = Array(line.unicodeScalars.prefix(while: { $0 != "\n" && $0 != "\r" }))
    let offset = min(max(0, (column ?? 1) - 1), scalars.count)
    let start = offset > Self.width - 20 ? offset - (Self.width - 20) : 0
    let end = min(scalars.count, start + Self.width)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<end])
    self.text = (start > 0 ? "…" : "") + String(text) + (end < scalars.count ? "…" : "")
    caret = column == nil ? nil : offset - start + (start > 0 ? 1 : 0)
  }
}
