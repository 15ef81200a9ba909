extension Parser {
  /// `on (…)` or `ignoring (…)`, `group_left (…)` or `group_right (…)`, and the fill modifiers.
  mutating func vectorMatching() throws(Problem) -> VectorMatching {
    var matching = VectorMatching()
    if take(if: .keyword(.on)) != nil {
      matching.labels = .on(try labelList())
      matching.group = try group()
    } else if take(if: .keyword(.ignoring)) != nil {
      matching.labels = .ignoring(try labelList())
      matching.group = try group()
    }
    try fill(&matching)
    return matching
  }

  private mutating func group() throws(Problem) -> VectorMatching.Group? {
    if take(if: .keyword(.groupLeft)) != nil { return .left(try optionalLabelList()) }
    if take(if: .keyword(.groupRight)) != nil { return .right(try optionalLabelList()) }
    return nil
  }

  /// A parenthesis behind `group_left` is always its list.
  private mutating func optionalLabelList() throws(Problem) -> [LabelName] {
    current.kind == .leftParenthesis ? try labelList() : []
  }

  private mutating func fill(_ matching: inout VectorMatching) throws(Problem) {
    if take(if: .keyword(.fill)) != nil {
      let value = try fillValue()
      (matching.fillLeft, matching.fillRight) = (value, value)
    } else if take(if: .keyword(.fillLeft)) != nil {
      matching.fillLeft = try fillValue()
      if take(if: .keyword(.fillRight)) != nil { matching.fillRight = try fillValue() }
    } else if take(if: .keyword(.fillRight)) != nil {
      matching.fillRight = try fillValue()
      if take(if: .keyword(.fillLeft)) != nil { matching.fillLeft = try fillValue() }
    }
  }

  private mutating func fillValue() throws(Problem) -> NumberLiteral {
    try take(.leftParenthesis, or: .openingParenthesis)
    let value = try signedNumber(or: .fillValue)
    try take(.rightParenthesis, or: .labelListEnd)
    return value
  }

  /// A number or a duration with at most one sign.
  mutating func signedNumber(or expectation: Problem.Expectation) throws(Problem) -> NumberLiteral {
    var sign: (isNegative: Bool, range: TextRange)?
    if case .symbol(let symbol) = current.kind, symbol == .add || symbol == .subtract {
      sign = (symbol == .subtract, take().range)
    }
    guard current.kind == .number || current.kind == .duration else { throw expected(expectation) }
    var number = try number()
    if let sign {
      if sign.isNegative { number.value.negate() }
      number.range = sign.range.union(number.range)
    }
    return number
  }

  /// `(job, "label.with.dots")`; a comma may stand behind the last one.
  mutating func labelList() throws(Problem) -> [LabelName] {
    try take(.leftParenthesis, or: .openingParenthesis)
    var labels: [LabelName] = []
    while current.kind != .rightParenthesis {
      labels.append(try labelName())
      if take(if: .comma) == nil { break }
    }
    try take(.rightParenthesis, or: labels.isEmpty ? .labelName : .labelListEnd)
    return labels
  }

  private mutating func labelName() throws(Problem) -> LabelName {
    switch current.kind {
    // Any keyword but this one, which Prometheus forgot.
    case .keyword(.without): throw expected(.labelName)
    case .identifier, .metricIdentifier, .keyword:
      let range = take().range
      return LabelName(text(of: range), range: range)
    case .string:
      let range = take().range
      let name = StringText.value(bytes[range.start..<range.end])
      guard !name.isEmpty else { throw Problem(.emptyLabelName, at: range) }
      return LabelName(name, range: range)
    default: throw expected(.labelName)
    }
  }
}
