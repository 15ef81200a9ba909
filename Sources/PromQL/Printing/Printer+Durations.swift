/// Durations, with parentheses where a tree needs them to be read back as it is.
extension Printer {
  /// `5m`, `5m * 2`, `max_of(step(), 5m)`
  static func text(of duration: DurationExpression) -> String {
    switch duration {
    case .literal(let number): return number.text
    case .keyword(let word, _): return "\(word.rawValue)()"
    case .negation(.literal(let number), _): return "-(\(number.text))"
    case .negation(let inner, _):
      return "-" + (inner.hasSign ? text(of: inner) : text(of: inner, loosest: BinaryOperator.powerPrecedence))
    case .parentheses(let inner, _): return "(\(text(of: inner)))"
    case .arithmetic(let left, let symbol, let right, _):
      let precedence = symbol.binaryOperator.precedence
      let isRight = symbol.binaryOperator.isRightAssociative
      let first = text(of: left, loosest: isRight ? precedence + 1 : precedence)
      // A sign takes no more than what follows it.
      let second = right.hasSign ? text(of: right) : text(of: right, loosest: isRight ? precedence : precedence + 1)
      return "\(first) \(symbol.rawValue) \(second)"
    case .extremum(let name, let left, let right, _):
      return "\(name.rawValue)(\(text(of: left)), \(text(of: right)))"
    }
  }

  /// What stands behind `offset`, where arithmetic has to begin with a parenthesis.
  static func text(ofOffset duration: DurationExpression) -> String {
    duration.standsBehindOffset ? text(of: duration) : "(\(text(of: duration)))"
  }

  private static func text(of duration: DurationExpression, loosest: Int) -> String {
    duration.precedence >= loosest ? text(of: duration) : "(\(text(of: duration)))"
  }
}

extension DurationExpression {
  fileprivate var precedence: Int {
    switch self {
    case .arithmetic(_, let symbol, _, _): symbol.binaryOperator.precedence
    case .negation: BinaryOperator.productPrecedence
    case .literal(let number): number.isNegative ? BinaryOperator.productPrecedence : .max
    case .keyword, .parentheses, .extremum: .max
    }
  }

  fileprivate var hasSign: Bool {
    switch self {
    case .negation: true
    case .literal(let number): number.isNegative
    case .keyword, .parentheses, .arithmetic, .extremum: false
    }
  }

  /// Whether all of it is read as the offset: one operand with at most one sign, or arithmetic from a parenthesis on.
  var standsBehindOffset: Bool {
    switch self {
    case .literal, .keyword, .parentheses, .extremum: true
    case .negation(.negation, _), .negation(.arithmetic, _): false
    case .negation: true
    case .arithmetic(let left, _, _, _): left.beginsWithParenthesis
    }
  }

  private var beginsWithParenthesis: Bool {
    switch self {
    case .parentheses: true
    case .arithmetic(let left, _, _, _): left.beginsWithParenthesis
    case .literal, .keyword, .negation, .extremum: false
    }
  }
}
