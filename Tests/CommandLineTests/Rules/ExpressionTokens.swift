/// The words of a PromQL expression, as far as mutations need them: no syntax tree, for every change keeps the shape.
struct ExpressionTokens {
  enum Kind {
    case name, number, duration, string, comparator, matcherOperator, punctuation
  }

  struct Token {
    var kind: Kind
    var text: Substring
    /// How many `{` are open: matchers stand in one.
    var braces: Int
  }

  let tokens: [Token]

  init(_ expression: String) {
    var tokens: [Token] = []
    var rest = Substring(expression)
    var braces = 0
    while let (found, text) = Self.next(rest, inBraces: braces > 0) {
      rest = rest[text.endIndex...]
      guard let kind = found else { continue }
      tokens.append(Token(kind: kind, text: text, braces: braces))
      switch text {
      case "{": braces += 1
      case "}": braces -= 1
      default: break
      }
    }
    self.tokens = tokens
  }

  /// The first token of a text and its kind, nil for blanks and comments; nil at the end.
  private static func next(_ text: Substring, inBraces: Bool) -> (Kind?, Substring)? {
    guard !text.isEmpty else { return nil }
    if let blank = text.prefixMatch(of: #/(\s|#.*\n?)+/#) { return (nil, blank.output.0) }
    if let name = text.prefixMatch(of: #/[A-Za-z_:][A-Za-z0-9_:]*/#) { return (.name, name.output) }
    if let duration = text.prefixMatch(of: #/([0-9]+(ms|[smhdwy]))+/#) { return (.duration, duration.output.0) }
    if let number = text.prefixMatch(of: #/[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?/#) { return (.number, number.output.0) }
    if let string = text.prefixMatch(of: #/"([^"\\]|\\.)*"/#) { return (.string, string.output.0) }
    if let comparison = text.prefixMatch(of: #/=~|!~|[=!<>]=|[<>=]/#) {
      return (inBraces ? .matcherOperator : .comparator, comparison.output)
    }
    return (.punctuation, text.prefix(1))
  }

  /// The names that an expression reads or calls: metrics, functions, labels.
  var names: Set<Substring> { Set(tokens.filter { $0.kind == .name && $0.braces == 0 }.map(\.text)) }

  /// Every matcher with the places of its three tokens: `job`, `=`, `"x"`.
  var matchers: [(text: String, range: Range<Int>)] {
    tokens.indices.filter { tokens[$0].kind == .matcherOperator && $0 > 0 && $0 + 1 < tokens.count }.map { index in
      (tokens[index - 1...index + 1].map(\.text).joined(), index - 1..<index + 2)
    }
  }
}
