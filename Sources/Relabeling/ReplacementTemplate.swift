/// A text with `$1`, `${1}` and `${name}` for what groups of a regular expression matched, `$$` for a dollar.
///
/// As Go's `Regexp.Expand`: a name is the longest run of letters, digits and `_`, so `$1x` is the group named `1x`; a
/// group that is not there, or takes no part, is nothing; a `$` before anything else stands for itself.
package struct ReplacementTemplate: Hashable, Sendable {
  /// A stretch of the template.
  enum Part: Hashable, Sendable {
    case text(String)
    case group(Int)
    case name(String)
  }

  /// As it was written.
  package let text: String
  let parts: [Part]

  /// Takes a template apart; every text is one.
  package init(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var plain = ""
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "$" else {
        plain.unicodeScalars.append(scalar)
        continue
      }
      if rest.first == "$" {
        rest.removeFirst()
        plain += "$"
      } else if let name = Self.takeName(from: &rest) {
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        parts.append(Self.reference(name))
      } else {
        plain += "$"
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
    self.parts = parts
  }

  /// Whether it is the same for every match.
  package var isConstant: Bool {
    parts.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// The text that it becomes.
  func expanded(_ groups: [String?], of expression: RegularExpression) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .group(let number): result += groups.indices.contains(number) ? groups[number] ?? "" : ""
      case .name(let name): result += expression.number(ofGroup: name).flatMap { groups[$0] } ?? ""
      }
    }
    return result
  }

  /// The name behind a `$`, with or without braces; nil, and nothing taken, where there is none.
  private static func takeName(from rest: inout Substring.UnicodeScalarView) -> String? {
    let hasBrace = rest.first == "{"
    let body = hasBrace ? rest.dropFirst() : rest
    let name = body.prefix(while: isNamePart)
    guard !name.isEmpty else { return nil }
    var end = name.endIndex
    if hasBrace {
      guard end < body.endIndex, body[end] == "}" else { return nil }
      end = body.index(after: end)
    }
    rest = rest[end...]
    return String(name)
  }

  /// Go's `unicode.IsLetter`, `unicode.IsDigit` and the underscore.
  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
    default: scalar == "_"
    }
  }

  /// A number has digits alone, at most nine, and no leading zero but 0 itself.
  private static func reference(_ name: String) -> Part {
    guard name.utf8.allSatisfy(RelabelDialect.isDigit), name.utf8.count <= 9, name == "0" || name.first != "0",
      let number = Int(name)
    else { return .name(name) }
    return .group(number)
  }
}

extension ReplacementTemplate {
  /// What a constant template is.
  var constant: String {
    parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }
}
