extension Parser {
  /// What an operator stands between: a sign and its operand, or a primary expression with what follows it.
  mutating func operand() throws(Problem) -> Tree {
    guard case .symbol(let sign) = current.kind, sign == .add || sign == .subtract else {
      return try suffixed(try primary())
    }
    let start = take().range
    // A sign binds like '*': -a ^ b is -(a ^ b).
    let operand = try expression(binding: BinaryOperator.powerPrecedence)
    let range = start.union(operand.expression.range)
    if case .number(var number) = operand.expression {
      if sign == .subtract { number.value.negate() }
      number.range = range
      return try tree(.number(number))
    }
    let operation = UnaryOperation(isNegation: sign == .subtract, operand.expression, range: range)
    return try tree(.unary(operation), over: [operand])
  }

  /// The right-hand side of an operator, whose left-hand side was read.
  mutating func operation(_ left: Tree, _ found: BinaryOperator) throws(Problem) -> Tree {
    let operatorRange = take().range
    let returnsBool = take(if: .keyword(.bool)) != nil
    let matching = try vectorMatching()
    let right = try expression(binding: found.precedence + (found.isRightAssociative ? 0 : 1))
    let operation = BinaryOperation(
      left.expression, found, right.expression, matching: matching, returnsBool: returnsBool,
      operatorRange: operatorRange, range: left.expression.range.union(right.expression.range))
    return try tree(.binary(operation), over: [left, right])
  }

  private mutating func primary() throws(Problem) -> Tree {
    switch current.kind {
    case .number, .duration: return try tree(.number(try number()))
    case .string:
      let range = take().range
      return try tree(.string(StringLiteral(StringText.value(bytes[range.start..<range.end]), range: range)))
    case .leftParenthesis: return try parentheses()
    case .leftBrace, .metricIdentifier: return try tree(.vector(try selector()))
    case .identifier: return following == .leftParenthesis ? try call() : try tree(.vector(try selector()))
    case .keyword(let word): return try keyword(word)
    default: throw expected(.expression)
    }
  }

  private mutating func keyword(_ word: Keyword) throws(Problem) -> Tree {
    if let aggregation = word.aggregation {
      switch following {
      case .leftParenthesis, .keyword(.by), .keyword(.without): return try self.aggregation(aggregation)
      default: break
      }
    }
    if word.isFunctionName, following == .leftParenthesis { return try call() }
    guard word.isMetricName else { throw expected(.expression) }
    return try tree(.vector(try selector()))
  }

  private mutating func parentheses() throws(Problem) -> Tree {
    let start = take().range
    let inner = try expression()
    let end = try take(.rightParenthesis, or: .closingParenthesis).range
    return try tree(.parentheses(Parentheses(inner.expression, range: start.union(end))), over: [inner])
  }

  /// A number or a duration without a sign; the lexer has checked its text.
  mutating func number() throws(Problem) -> NumberLiteral {
    let token = take()
    let text = bytes[token.range.start..<token.range.end]
    if token.kind == .duration {
      let milliseconds = DurationText.milliseconds(text) ?? 0
      return NumberLiteral(Double(milliseconds) / 1000, isDuration: true, range: token.range)
    }
    return NumberLiteral(NumberText.value(text) ?? 0, range: token.range)
  }
}
