/// One small fault in a rule, of the kind that people make.
struct Mutant {
  /// What was changed, in words that name it within its rule: `> becomes <`, `without job="x"`.
  var change: String
  /// The expression, and whether the rule still waits.
  var expression: String
  var keepsDuration = true

  /// Every mutant of a rule: comparators turned, numbers one step up and down, no `for`, each matcher dropped.
  static func all(of rule: RuleSet.Rule) -> [Mutant] {
    let expression = rule.expression
    let tokens = ExpressionTokens(expression).tokens
    var mutants = replacements(in: tokens).map { place, new in
      Mutant(
        change: change(at: place, to: new, in: tokens),
        expression: replacing(tokens[place].text, by: new, in: expression))
    }
    if rule.waits {
      mutants.append(Mutant(change: "without for", expression: expression, keepsDuration: false))
    }
    return mutants + withoutMatchers(expression)
  }

  private static func replacements(in tokens: [ExpressionTokens.Token]) -> [(Int, String)] {
    tokens.indices.flatMap { index -> [(Int, String)] in
      let token = tokens[index]
      switch token.kind {
      case .comparator: return (turned[token.text].map { [(index, $0)] } ?? [])
      // How many topk keeps is no threshold.
      case .number where !isCountOfTopk(index, in: tokens):
        return steps(from: token.text).map { (index, $0) }
      default: return []
      }
    }
  }

  /// Whether the number at a place is the 1 of `topk(1, x)` or `topk by (pod) (1, x)`.
  private static func isCountOfTopk(_ place: Int, in tokens: [ExpressionTokens.Token]) -> Bool {
    guard place >= 2, place + 1 < tokens.count else { return false }
    let before = tokens[place - 2].text
    return tokens[place - 1].text == "(" && tokens[place + 1].text == "," && (before == ")" || before == "topk")
  }

  private static let turned: [Substring: String] = [
    ">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "!=", "!=": "==",
  ]

  /// One step down and up: 1 where the number counts something, a tenth of everything else.
  private static func steps(from number: Substring) -> [String] {
    guard let value = Double(number) else { return [] }
    let step = value < 10 && value == value.rounded() ? 1 : value / 10
    return [value - step, value + step].map { new in
      new == new.rounded() ? String(Int(new)) : "\((new * 1e6).rounded() / 1e6)"
    }
  }

  /// `> 5 becomes > 6`, with which one of several it is.
  private static func change(at place: Int, to new: String, in tokens: [ExpressionTokens.Token]) -> String {
    let text = tokens[place].text
    let same = tokens.indices.filter { tokens[$0].text == text && tokens[$0].kind == tokens[place].kind }
    let which = same.count == 1 ? "" : " (\((same.firstIndex(of: place) ?? 0) + 1) of \(same.count))"
    return "\(text) becomes \(new)\(which)"
  }

  private static func replacing(_ part: Substring, by new: String, in text: String) -> String {
    text.replacingCharacters(part.startIndex..<part.endIndex, with: new)
  }

  /// A matcher that several selectors share is dropped from all of them: they share one setting of the configuration,
  /// and dropping it from one changes nothing where the others are joined to it by all labels.
  private static func withoutMatchers(_ expression: String) -> [Mutant] {
    let words = ExpressionTokens(expression)
    var seen: [String] = []
    for matcher in words.matchers where !seen.contains(matcher.text) { seen.append(matcher.text) }
    return seen.map { text in
      var result = expression
      for matcher in words.matchers.reversed() where matcher.text == text {
        var places = matcher.range
        // With the comma before it or, for the first, the one after it.
        if places.lowerBound > 0, words.tokens[places.lowerBound - 1].text == "," {
          places = places.lowerBound - 1..<places.upperBound
        } else if places.upperBound < words.tokens.count, words.tokens[places.upperBound].text == "," {
          places = places.lowerBound..<places.upperBound + 1
        }
        let slice = words.tokens[places]
        if let first = slice.first, let last = slice.last {
          result = result.replacingCharacters(first.text.startIndex..<last.text.endIndex, with: "")
        }
      }
      return Mutant(change: "without \(text)", expression: result)
    }
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, with new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
