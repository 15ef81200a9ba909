extension Expression {
  /// The expression without its places in a text and with its matchers in the printer's order: what two expressions
  /// have in common that print alike.
  public var bare: Expression { mapChildren(\.bare).bareNode }

  /// The same of this node alone: its children stay as they are.
  var bareNode: Expression {
    switch self {
    case .aggregation(var node):
      node.range = .none
      switch node.grouping {
      case .by(let labels): node.grouping = .by(labels.map(\.bare))
      case .without(let labels): node.grouping = .without(labels.map(\.bare))
      }
      return .aggregation(node)
    case .binary(var node):
      (node.range, node.operatorRange) = (.none, .none)
      node.matching = node.matching.bare
      return .binary(node)
    case .call(var node):
      (node.range, node.nameRange) = (.none, .none)
      return .call(node)
    case .matrix(let node):
      return .matrix(MatrixSelector(node.selector.bare, window: node.window.bare, modifiers: node.modifiers.bare))
    case .subquery(let node):
      return .subquery(
        Subquery(node.inner, window: node.window.bare, step: node.step?.bare, modifiers: node.modifiers.bare))
    case .number(let node): return .number(node.bare)
    case .parentheses(let node): return .parentheses(Parentheses(node.inner))
    case .string(let node): return .string(StringLiteral(node.value))
    case .unary(let node): return .unary(UnaryOperation(isNegation: node.isNegation, node.operand))
    case .vector(let node): return .vector(node.bare)
    }
  }
}

extension LabelName {
  fileprivate var bare: LabelName { LabelName(name) }
}

extension NumberLiteral {
  fileprivate var bare: NumberLiteral { NumberLiteral(value, isDuration: isDuration) }
}

extension VectorMatching {
  fileprivate var bare: VectorMatching {
    var matching = self
    switch labels {
    case .on(let names): matching.labels = .on(names.map(\.bare))
    case .ignoring(let names): matching.labels = .ignoring(names.map(\.bare))
    }
    switch group {
    case .left(let names): matching.group = .left(names.map(\.bare))
    case .right(let names): matching.group = .right(names.map(\.bare))
    case nil: break
    }
    matching.fillLeft = fillLeft?.bare
    matching.fillRight = fillRight?.bare
    return matching
  }
}

extension VectorSelector {
  fileprivate var bare: VectorSelector {
    let sorted = matchers.map { (matcher: $0, text: Printer.text(of: $0)) }
      .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    return VectorSelector(
      name, sorted.map { Matcher($0.matcher.label, $0.matcher.operator, $0.matcher.value) }, modifiers: modifiers.bare)
  }
}

extension TimeModifiers {
  fileprivate var bare: TimeModifiers { TimeModifiers(at: at, offset: offset?.bare, edges: edges) }
}

extension DurationExpression {
  fileprivate var bare: DurationExpression {
    switch self {
    case .literal(let number): .literal(number.bare)
    case .keyword(let word, _): .keyword(word, range: .none)
    case .negation(let inner, _): .negation(inner.bare, range: .none)
    case .parentheses(let inner, _): .parentheses(inner.bare, range: .none)
    case .arithmetic(let left, let symbol, let right, _): .arithmetic(left.bare, symbol, right.bare, range: .none)
    case .extremum(let name, let left, let right, _): .extremum(name, left.bare, right.bare, range: .none)
    }
  }
}
