import SemanticDiff

/// A PromQL expression as text, cut into words and symbols without being parsed: it may be anything, also nonsense.
struct ExpressionText {
  /// A piece of an expression.
  private enum Token: Equatable {
    /// A run of letters, digits, `_`, `:` and `.`: a name, a keyword, a number, a duration.
    case word(Substring)
    /// A string literal with its quotes.
    case string(Substring)
    /// Any other character.
    case symbol(Character)
  }

  /// The tokens in their order, without white space and comments.
  private var tokens: [Token] = []

  /// The expression without what is only layout: texts that are equal then are equal expressions.
  ///
  ///     ExpressionText.normalised("sum by (job) (\n  up  # all\n) > 0")  // "sum by(job)(up)>0"
  static func normalised(_ text: String) -> String { ExpressionLayout.removed(text) }

  /// The pieces of an expression.
  init(_ text: String) {
    var rest = text.unicodeScalars[...]
    while let first = rest.first {
      if first == "#" {
        rest = rest.drop { $0 != "\n" }
      } else if first.properties.isWhitespace {
        rest = rest.dropFirst()
      } else {
        tokens.append(Self.next(&rest, first))
      }
    }
  }

  private static func next(_ rest: inout Substring.UnicodeScalarView, _ first: Unicode.Scalar) -> Token {
    let start = rest
    if isWordPart(first) {
      rest = rest.drop(while: isWordPart)
      return .word(Substring(start[..<rest.startIndex]))
    }
    rest = rest.dropFirst()
    guard first == "\"" || first == "'" || first == "`" else { return .symbol(Character(first)) }
    while let scalar = rest.popFirst(), scalar != first {
      if scalar == "\\", first != "`" { rest = rest.dropFirst() }
    }
    return .string(Substring(start[..<rest.startIndex]))
  }

  /// Characters beyond ASCII count as parts of words: no operator has any.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", ":", ".": true
    default: !scalar.isASCII && !scalar.properties.isWhitespace
    }
  }
}

extension ExpressionText {
  /// The names that stand where a metric would, sorted, each once: a guess from the text that needs no valid
  /// expression.
  var metrics: [String] {
    var names: Set<String> = []
    var skipped = 0
    var listFollows = false
    for (index, token) in tokens.enumerated() {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      switch token {
      case .symbol(let symbol):
        let opens = symbol == "{" || symbol == "[" || (symbol == "(" && (listFollows || skipped > 0))
        let closes = symbol == "}" || symbol == "]" || symbol == ")"
        if opens { skipped += 1 } else if closes, skipped > 0 { skipped -= 1 }
        listFollows = false
      case .word(let word) where skipped == 0:
        listFollows = Self.labelListKeywords.contains(word.lowercased())
        if Self.isName(word), next != .symbol("("), !listFollows, !Self.otherKeywords.contains(word.lowercased()) {
          names.insert(String(word))
        }
      case .word, .string: break
      }
    }
    return names.sorted()
  }

  /// Keywords that a list of labels follows.
  private static let labelListKeywords: Set = ["by", "without", "on", "ignoring", "group_left", "group_right"]
  private static let otherKeywords: Set = [
    "and", "or", "unless", "atan2", "bool", "offset", "inf", "nan", "sum", "avg", "count", "min", "max", "group",
    "stddev", "stdvar", "topk", "bottomk", "count_values", "quantile", "limitk", "limit_ratio",
  ]

  private static func isName(_ word: Substring) -> Bool {
    guard let first = word.unicodeScalars.first else { return false }
    return !("0"..."9").contains(first) && first != "."
  }
}
