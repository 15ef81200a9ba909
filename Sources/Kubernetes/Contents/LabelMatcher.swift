/// One matcher of Alertmanager: a label, how it is compared, and with what.
///
///     LabelMatcher.all(in: #"{severity =~ warning|info, team="core"}"#)?.map(\.description)
///     // ["severity=~\"warning|info\"", "team=\"core\""]
///
/// The grammar is Alertmanager's: https://prometheus.io/docs/alerting/latest/configuration/#matcher
package struct LabelMatcher: Hashable, Comparable, CustomStringConvertible {
  /// How a label's value is compared, as it is written.
  package enum Operator: String, CaseIterable {
    case matches = "=~"
    case matchesNot = "!~"
    case unequal = "!="
    case equal = "="
  }

  package var label: String
  package var comparison: Operator
  package var value: String

  /// A matcher of a label.
  package init(label: String, comparison: Operator, value: String) {
    self.label = label
    self.comparison = comparison
    self.value = value
  }

  /// Written one way, whatever quotes and spaces were in the source.
  package var description: String {
    var text = label + comparison.rawValue + "\""
    for character in value.unicodeScalars {
      switch character {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(character)
      }
    }
    return text + "\""
  }

  package static func < (a: LabelMatcher, b: LabelMatcher) -> Bool {
    (a.label, a.comparison.rawValue, a.value) < (b.label, b.comparison.rawValue, b.value)
  }
}

extension LabelMatcher {
  /// The matchers of one text, separated by commas, in braces or not; nil where it is none.
  package static func all(in text: String) -> [LabelMatcher]? {
    var rest = Substring(text).trimmed
    if rest.first == "{" {
      guard rest.last == "}" else { return nil }
      rest = rest.dropFirst().dropLast().trimmed
    }
    var matchers: [LabelMatcher] = []
    for part in parts(of: rest) {
      if part.trimmed.isEmpty { continue }
      guard let matcher = LabelMatcher(part.trimmed) else { return nil }
      matchers.append(matcher)
    }
    return matchers
  }

  /// The pieces of a text that Alertmanager takes for no matcher, in their order. Braces do not matter: its older
  /// parser takes one without the other.
  package static func refused(in text: String) -> [String] {
    var rest = Substring(text).trimmed
    if rest.first == "{" { rest = rest.dropFirst() }
    if rest.last == "}" { rest = rest.dropLast() }
    return parts(of: rest).map(\.trimmed).filter { !$0.isEmpty && LabelMatcher($0) == nil }.map(String.init)
  }

  private init?(_ text: Substring) {
    let name: Substring
    if text.first == "\"" {
      guard let end = Self.endOfQuoted(text) else { return nil }
      name = text[..<end]
    } else {
      name = text.prefix { $0 != "=" && $0 != "!" }
    }
    let rest = text[name.endIndex...].trimmed
    guard let comparison = Operator.allCases.first(where: { rest.hasPrefix($0.rawValue) }),
      let label = Self.unquoted(name.trimmed), !label.isEmpty,
      let value = Self.unquoted(rest.dropFirst(comparison.rawValue.count).trimmed)
    else { return nil }
    self.init(label: label, comparison: comparison, value: value)
  }

  /// The pieces between commas that stand outside of quotes.
  private static func parts(of text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isQuoted = false, isEscaped = false
    for index in text.indices {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    return parts + [text[start...]]
  }

  private static func endOfQuoted(_ text: Substring) -> Substring.Index? {
    var isEscaped = false
    for index in text.indices.dropFirst() {
      if isEscaped {
        isEscaped = false
      } else if text[index] == "\\" {
        isEscaped = true
      } else if text[index] == "\"" {
        return text.index(after: index)
      }
    }
    return nil
  }

  /// The text without its quotes and escapes; nil where a quote has no partner. Alertmanager's parsers both refuse a
  /// quote within a text that does not begin with one.
  private static func unquoted(_ text: Substring) -> String? {
    var inner = text
    if text.first == "\"" {
      guard endOfQuoted(text) == text.endIndex else { return nil }
      inner = text.dropFirst().dropLast()
    }
    var result = "", isEscaped = false
    for character in inner {
      guard isEscaped else {
        if character == "\"" { return nil }
        if character == "\\" { isEscaped = true } else { result.append(character) }
        continue
      }
      isEscaped = false
      switch character {
      case "n": result.append("\n")
      case "\"", "\\": result.append(character)
      // A backslash before anything else stands for itself, as in the regular expression `\d`.
      default: result += "\\" + String(character)
      }
    }
    return isEscaped ? result + "\\" : result
  }
}

extension Substring {
  /// Without the white space at both ends.
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start.prefix(0)
  }
}
