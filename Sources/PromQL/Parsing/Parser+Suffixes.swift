extension Parser {
  /// What follows an expression: a window in brackets, `offset`, `@`, `anchored`, `smoothed`, any number of them.
  mutating func suffixed(_ primary: Tree) throws(Problem) -> Tree {
    var tree = primary
    while true {
      switch current.kind {
      case .leftBracket: tree = try window(behind: tree)
      case .keyword(.offset): tree.expression = try offset(of: tree.expression)
      case .at: tree.expression = try instant(of: tree.expression)
      case .keyword(.anchored): tree.expression = try edges(.anchored, of: tree.expression)
      case .keyword(.smoothed): tree.expression = try edges(.smoothed, of: tree.expression)
      default: return tree
      }
    }
  }

  /// `[5m]` behind a selector, or a subquery's `[30m:1m]`.
  private mutating func window(behind tree: Tree) throws(Problem) -> Tree {
    let bracket = take().range
    let window = try positiveDuration()
    if take(if: .colon) != nil {
      let step = current.kind == .rightBracket ? nil : try positiveDuration()
      let end = try take(.rightBracket, or: .subqueryEnd).range
      let subquery = Subquery(
        tree.expression, window: window, step: step, range: tree.expression.range.union(end))
      return try self.tree(.subquery(subquery), over: [tree])
    }
    let end = try take(.rightBracket, or: .windowEnd).range
    let brackets = bracket.union(end)
    guard case .vector(var selector) = tree.expression else { throw Problem(.windowNeedsSelector, at: brackets) }
    if selector.modifiers.offset != nil { throw Problem(.windowBehindModifier("offset"), at: brackets) }
    // Prometheus looks for a time alone: 'a @ start() [5m]' reads as 'a[5m] @ start()'.
    if case .timestamp = selector.modifiers.at { throw Problem(.windowBehindModifier("@"), at: brackets) }
    let modifiers = selector.modifiers
    selector.modifiers = TimeModifiers()
    let matrix = MatrixSelector(
      selector, window: window, modifiers: modifiers, range: selector.range.union(end))
    return try self.tree(.matrix(matrix), over: [tree])
  }

  private mutating func offset(of expression: Expression) throws(Problem) -> Expression {
    take()
    let offset = try offsetDuration()
    return try modified(expression, "offset") { (modifiers) throws(Problem) in
      if modifiers.offset != nil { throw Problem(.repeatedModifier("offset"), at: expression.range) }
      // Prometheus keeps no offset of zero.
      modifiers.offset = offset.seconds == 0 ? nil : offset
    }
  }

  private mutating func instant(of expression: Expression) throws(Problem) -> Expression {
    take()
    let instant: TimeModifiers.Instant
    switch current.kind {
    case .keyword(.start), .keyword(.end):
      instant = take().kind == .keyword(.start) ? .start : .end
      try take(.leftParenthesis, or: .openingParenthesis)
      try take(.rightParenthesis, or: .labelListEnd)
    default:
      let seconds = try signedNumber(or: .timestamp)
      guard seconds.value.magnitude < 9.2e15 else { throw Problem(.timestampOutOfRange, at: expression.range) }
      instant = .timestamp(milliseconds: Int64((seconds.value * 1000).rounded()))
    }
    return try modified(expression, "@") { (modifiers) throws(Problem) in
      if modifiers.at != nil { throw Problem(.repeatedModifier("@"), at: expression.range) }
      modifiers.at = instant
    }
  }

  private mutating func edges(_ edges: TimeModifiers.Edges, of expression: Expression) throws(Problem) -> Expression {
    take()
    if case .subquery = expression { throw Problem(.edgesOfSubquery(edges.rawValue), at: expression.range) }
    return try modified(expression, edges.rawValue) { (modifiers) throws(Problem) in
      if let other = modifiers.edges, other != edges { throw Problem(.anchoredAndSmoothed, at: expression.range) }
      modifiers.edges = edges
    }
  }

  /// An expression with a modifier set, its range up to the last token taken.
  private func modified(
    _ expression: Expression, _ name: String, _ set: (inout TimeModifiers) throws(Problem) -> Void
  ) throws(Problem) -> Expression {
    switch expression {
    case .vector(var node):
      try set(&node.modifiers)
      node.range.end = lastEnd
      return .vector(node)
    case .matrix(var node):
      try set(&node.modifiers)
      node.range.end = lastEnd
      return .matrix(node)
    case .subquery(var node):
      try set(&node.modifiers)
      node.range.end = lastEnd
      return .subquery(node)
    default: throw Problem(.modifierNeedsSelector(name), at: expression.range)
    }
  }
}
