/// Colours for a terminal, or none.
struct TextStyle: Sendable {
  var color: Bool

  func bold(_ text: String) -> String { paint(text, "1") }
  func faint(_ text: String) -> String { paint(text, "2") }

  func paint(_ text: String, as mark: OutlineItem.Mark) -> String {
    switch mark {
    case .breaking: paint(text, "1;31")
    case .warning: paint(text, "1;33")
    case .info: paint(text, "36")
    case .fixed: paint(text, "32")
    case .stillThere: faint(text)
    case .added: paint(text, "32")
    case .removed: paint(text, "31")
    case .renamed, .moved: paint(text, "35")
    case .changed: paint(text, "33")
    case .cosmetic: faint(text)
    }
  }

  func paint(_ line: OutlineDetail.Line) -> String {
    switch line.mark {
    case .none: line.text
    case .added: paint("+ " + line.text, as: .added)
    case .removed: paint("- " + line.text, as: .removed)
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    color && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The words and signs for the marks, the same in every format that people read.
extension OutlineItem.Mark {
  /// In front of an item.
  var sign: String {
    switch self {
    case .breaking: "✗"
    case .warning: "!"
    case .info: "i"
    case .fixed: "✓"
    case .stillThere: "·"
    case .added: "+"
    case .removed: "-"
    case .renamed: "="
    case .moved: ">"
    case .changed: "~"
    case .cosmetic: "."
    }
  }

  /// After a count: `7 added`.
  var word: String {
    switch self {
    case .breaking: "breaking"
    case .warning: "warning"
    case .info: "info"
    case .fixed: "fixed"
    case .stillThere: "still there"
    case .added: "added"
    case .removed: "removed"
    case .renamed: "renamed"
    case .moved: "moved"
    case .changed: "changed"
    case .cosmetic: "cosmetic"
    }
  }
}
