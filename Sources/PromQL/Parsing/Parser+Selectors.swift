extension Parser {
  /// A metric's name, matchers in braces, or both.
  mutating func selector() throws(Problem) -> VectorSelector {
    var selector = VectorSelector(nil, range: current.range)
    if current.kind != .leftBrace {
      let range = take().range
      selector.name = text(of: range)
      selector.nameRange = range
    }
    if current.kind == .leftBrace {
      let end: TextRange
      (selector.matchers, end) = try matchers()
      selector.range.end = end.end
    }
    return selector
  }

  /// `{job="api", instance!~"a|b"}`; a comma may stand behind the last one.
  private mutating func matchers() throws(Problem) -> ([Matcher], TextRange) {
    take()
    var matchers: [Matcher] = []
    while current.kind != .rightBrace {
      matchers.append(try matcher())
      if take(if: .comma) == nil { break }
    }
    return (matchers, try take(.rightBrace, or: matchers.isEmpty ? .matcher : .matcherListEnd).range)
  }

  private mutating func matcher() throws(Problem) -> Matcher {
    let start = current
    let label: String
    switch start.kind {
    case .identifier:
      take()
      label = text(of: start.range)
    case .string:
      take()
      label = StringText.value(bytes[start.range.start..<start.range.end])
      // A string alone names the metric.
      if current.kind == .comma || current.kind == .rightBrace {
        return Matcher(Matcher.metricName, .equal, label, range: start.range)
      }
    default: throw expected(.matcher)
    }
    let found: Matcher.Operator
    switch current.kind {
    case .assign: found = .equal
    case .symbol(.notEqual): found = .notEqual
    case .regexMatch: found = .regexMatch
    case .regexNoMatch: found = .regexNoMatch
    default: throw expected(.matcherOperator)
    }
    take()
    let range = try take(.string, or: .matcherValue).range
    let value = StringText.value(bytes[range.start..<range.end])
    if found.isRegex { try Self.check(regex: value, at: range) }
    return Matcher(label, found, value, range: start.range.union(range))
  }

  private static func check(regex: String, at range: TextRange) throws(Problem) {
    do throws(RegexSyntax.Failure) {
      _ = try RegexSyntax(regex)
    } catch {
      throw Problem(.badRegex(error.message), at: range)
    }
  }
}
