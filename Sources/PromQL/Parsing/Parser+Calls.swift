extension Parser {
  /// `rate(…)`
  mutating func call() throws(Problem) -> Tree {
    let nameRange = take().range
    let name = text(of: nameRange)
    let (arguments, end) = try arguments()
    guard Function.named(name) != nil else { throw Problem(.unknownFunction(name), at: nameRange) }
    let call = FunctionCall(
      name, arguments.map(\.expression), nameRange: nameRange, range: nameRange.union(end))
    return try tree(.call(call), over: arguments)
  }

  /// `sum by (job) (…)` or `sum(…) by (job)`
  mutating func aggregation(_ name: AggregationOperator) throws(Problem) -> Tree {
    let start = take().range
    var grouping = try self.grouping()
    var (arguments, end) = try arguments()
    if grouping == nil {
      let listEnd: TextRange?
      (grouping, listEnd) = try groupingBehind()
      end = listEnd ?? end
    }
    let range = start.union(end)
    let expected = name.parameterType == nil ? 1 : 2
    guard arguments.count == expected, let operand = arguments.last else {
      throw Problem(.aggregationArgumentCount(name, expected: expected, found: arguments.count), at: range)
    }
    let aggregation = Aggregation(
      name, grouping ?? .by([]), parameter: expected == 2 ? arguments[0].expression : nil, of: operand.expression,
      range: range)
    return try tree(.aggregation(aggregation), over: arguments)
  }

  private mutating func groupingBehind() throws(Problem) -> (Grouping?, TextRange?) {
    let before = current
    guard let grouping = try grouping() else { return (nil, nil) }
    return (grouping, TextRange(before.range.start, lastEnd))
  }

  private mutating func grouping() throws(Problem) -> Grouping? {
    if take(if: .keyword(.by)) != nil { return .by(try labelList()) }
    if take(if: .keyword(.without)) != nil { return .without(try labelList()) }
    return nil
  }

  /// The arguments in parentheses, and the closing parenthesis.
  private mutating func arguments() throws(Problem) -> ([Tree], TextRange) {
    try take(.leftParenthesis, or: .openingParenthesis)
    if let end = take(if: .rightParenthesis) { return ([], end.range) }
    var arguments = [try expression()]
    while let comma = take(if: .comma) {
      if current.kind == .rightParenthesis { throw Problem(.trailingComma, at: comma.range) }
      arguments.append(try expression())
    }
    return (arguments, try take(.rightParenthesis, or: .argumentEnd).range)
  }
}
