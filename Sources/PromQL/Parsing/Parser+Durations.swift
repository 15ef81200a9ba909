/// Durations and arithmetic on them. Their operators bind as those between expressions do.
extension Parser {
  /// How many operands a window or an offset may have: its tree is walked recursively.
  private static let durationLimit = 100

  /// The length or the step of a window.
  mutating func positiveDuration() throws(Problem) -> DurationExpression {
    durationOperands = 0
    let duration = try arithmetic()
    if case .literal(let number) = duration {
      guard number.value > 0 else { throw Problem(.durationNotPositive, at: number.range) }
    }
    return whole(duration)
  }

  /// What stands behind `offset`: without parentheses a sign and one operand, so that `a offset 5m * 2` is
  /// `(a offset 5m) * 2`.
  mutating func offsetDuration() throws(Problem) -> DurationExpression {
    durationOperands = 0
    switch current.kind {
    case .leftParenthesis: return whole(try arithmetic())
    case .symbol(.add), .symbol(.subtract):
      // A second sign begins arithmetic.
      switch following {
      case .symbol: return inParentheses(whole(try arithmetic()))
      default: return whole(try signed(offset: true))
      }
    case .number, .duration, .keyword: return whole(try primaryDuration(or: .offset))
    default: throw expected(.offset)
    }
  }

  /// Arithmetic that only reads behind `offset` because it begins with two signs, as if it were in parentheses.
  private func inParentheses(_ duration: DurationExpression) -> DurationExpression {
    duration.standsBehindOffset ? duration : .parentheses(duration, range: duration.range)
  }

  /// A plain number as a whole window or offset counts as a duration, in whole nanoseconds.
  private func whole(_ duration: DurationExpression) -> DurationExpression {
    guard case .literal(let number) = duration else { return duration }
    return .seconds((number.value * 1e9).rounded() / 1e9, range: number.range)
  }

  private mutating func arithmetic(binding minimum: Int = 0) throws(Problem) -> DurationExpression {
    durationOperands += 1
    guard durationOperands <= Self.durationLimit else {
      throw Problem(.longDuration(limit: Self.durationLimit), at: current.range)
    }
    var left = try signed()
    while let found = arithmeticOperator, found.binaryOperator.precedence >= minimum {
      let symbol = take().range
      let right = try arithmetic(binding: found.binaryOperator.precedence + (found == .power ? 0 : 1))
      if found == .divide || found == .modulo, case .literal(let number) = right, number.value == 0 {
        throw Problem(.divisionByZero, at: symbol)
      }
      left = .arithmetic(left, found, right, range: left.range.union(right.range))
    }
    return left
  }

  private var arithmeticOperator: DurationExpression.Arithmetic? {
    guard case .symbol(let symbol) = current.kind else { return nil }
    return DurationExpression.Arithmetic(rawValue: symbol.rawValue)
  }

  /// - Parameter offset: whether the sign takes one operand only, however strongly the next operator binds.
  private mutating func signed(offset: Bool = false) throws(Problem) -> DurationExpression {
    guard case .symbol(let sign) = current.kind, sign == .add || sign == .subtract else {
      return try primaryDuration(or: .duration)
    }
    let start = take().range
    let operand =
      offset ? try primaryDuration(or: .offset) : try arithmetic(binding: BinaryOperator.powerPrecedence)
    let range = start.union(operand.range)
    if case .literal(var number) = operand {
      if sign == .subtract { number.value.negate() }
      number.range = range
      return .literal(number)
    }
    return sign == .subtract ? .negation(operand, range: range) : operand
  }

  private mutating func primaryDuration(or expectation: Problem.Expectation) throws(Problem) -> DurationExpression {
    switch current.kind {
    case .number, .duration:
      let number = try number()
      guard number.value.magnitude <= 9_223_372_036 else { throw Problem(.durationOutOfRange, at: number.range) }
      return .literal(number)
    case .leftParenthesis:
      let start = take().range
      let inner = try arithmetic()
      let range = start.union(try take(.rightParenthesis, or: .durationOperator).range)
      if case .parentheses(let doubled, _) = inner { return .parentheses(doubled, range: range) }
      return .parentheses(inner, range: range)
    case .keyword(.step): return try durationKeyword(.step)
    case .keyword(.range): return try durationKeyword(.range)
    case .keyword(.minOf): return try extremum(.minOf)
    case .keyword(.maxOf): return try extremum(.maxOf)
    default: throw expected(expectation)
    }
  }

  private mutating func durationKeyword(_ word: DurationExpression.Keyword) throws(Problem) -> DurationExpression {
    let start = take().range
    try take(.leftParenthesis, or: .openingParenthesis)
    return .keyword(word, range: start.union(try take(.rightParenthesis, or: .labelListEnd).range))
  }

  private mutating func extremum(_ name: DurationExpression.Extremum) throws(Problem) -> DurationExpression {
    let start = take().range
    try take(.leftParenthesis, or: .openingParenthesis)
    let left = try arithmetic()
    try take(.comma, or: .comma)
    let right = try arithmetic()
    return .extremum(name, left, right, range: start.union(try take(.rightParenthesis, or: .durationOperator).range))
  }
}
