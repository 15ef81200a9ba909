extension Expression {
  /// The expression without what is only spelling: places, parentheses, the order of matchers and of label lists, how a
  /// number or a duration is written. Its operands stay in their order.
  var plain: Expression {
    if case .parentheses(let node) = self { return node.inner.plain }
    switch mapChildren(\.plain).bareNode {
    case .aggregation(var node):
      switch node.grouping {
      case .by(let labels): node.grouping = .by(labels.sortedOnce)
      case .without(let labels): node.grouping = .without(labels.sortedOnce)
      }
      return .aggregation(node)
    case .binary(var node):
      node.matching = node.matching.plain
      return .binary(node)
    case .matrix(var node):
      node.selector = node.selector.plain
      node.window = node.window.plain
      node.modifiers.offset = node.modifiers.offset?.plain
      return .matrix(node)
    case .subquery(var node):
      node.window = node.window.plain
      node.step = node.step?.plain
      node.modifiers.offset = node.modifiers.offset?.plain
      return .subquery(node)
    case .number(let node): return .number(NumberLiteral(node.value))
    case .unary(let node):
      if !node.isNegation { return node.operand }
      if case .number(let number) = node.operand { return .number(NumberLiteral(-number.value)) }
      return .unary(node)
    case .vector(let node): return .vector(node.plain)
    case let other: return other
    }
  }

  /// The plain form with operands in one order where their order means nothing: expressions with the same meaning form
  /// give the same series and values.
  ///
  /// - `a + b` and `a * b` with one series for one: the result has the labels that both have in common.
  /// - The same with a group on the right becomes one with a group on the left.
  /// - A comparison with a number keeps the vector's samples, on whichever side it stands.
  /// - Nothing else: `and`, `or` and comparisons take series from the left, and sums of three are rounded in their
  ///   order.
  var meaning: Expression { plain.ordered }

  private var ordered: Expression {
    let whole = mapChildren(\.ordered)
    guard case .binary(var node) = whole else { return whole }
    if node.matching.fillLeft != nil || node.matching.fillRight != nil { return .binary(node) }
    let mirrored: Bool
    switch node.operator {
    case .add, .multiply:
      switch node.matching.group {
      case nil: mirrored = node.right.description.utf8.lexicographicallyPrecedes(node.left.description.utf8)
      case .left: mirrored = false
      case .right(let labels):
        mirrored = true
        node.matching.group = .left(labels)
      }
    default: mirrored = node.operator.isComparison && node.left.valueType == .scalar && node.right.valueType == .vector
    }
    guard mirrored else { return .binary(node) }
    (node.left, node.right) = (node.right, node.left)
    node.operator = node.operator.mirrored
    return .binary(node)
  }
}

extension BinaryOperator {
  /// The operator that says the same with its operands exchanged, for comparisons; any other is its own.
  public var mirrored: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}

extension [LabelName] {
  /// Sorted and without duplicates.
  var sortedOnce: [LabelName] {
    Set(map(\.name)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { LabelName($0) }
  }
}

extension VectorMatching {
  fileprivate var plain: VectorMatching {
    var matching = self
    switch labels {
    case .on(let names): matching.labels = .on(names.sortedOnce)
    case .ignoring(let names): matching.labels = .ignoring(names.sortedOnce)
    }
    switch group {
    case .left(let names): matching.group = .left(names.sortedOnce)
    case .right(let names): matching.group = .right(names.sortedOnce)
    case nil: break
    }
    matching.fillLeft = fillLeft.map { NumberLiteral($0.value) }
    matching.fillRight = fillRight.map { NumberLiteral($0.value) }
    return matching
  }
}

extension VectorSelector {
  /// With its name before the braces, each matcher once, and a regular expression of plain letters as the text it is.
  fileprivate var plain: VectorSelector {
    var selector = self
    selector.modifiers.offset = modifiers.offset?.plain
    var seen: Set<Matcher> = []
    selector.matchers = matchers.map(\.plain).sorted { Printer.text(of: $0) < Printer.text(of: $1) }
      .filter { seen.insert($0).inserted }
    let names = selector.matchers.filter { $0.label == Matcher.metricName }
    if name == nil, names.count == 1, names[0].operator == .equal, Self.isName(names[0].value) {
      selector.name = names[0].value
      selector.matchers.removeAll { $0.label == Matcher.metricName }
    }
    return selector
  }

  /// Whether a metric's name can stand before the braces.
  private static func isName(_ text: String) -> Bool {
    guard case .vector(let selector)? = try? Expression(parsing: text) else { return false }
    return selector.name == text
  }
}

extension Matcher {
  fileprivate var plain: Matcher {
    guard self.operator.isRegex, value.utf8.allSatisfy({ $0.isLetterOrDigit || Self.literal.contains($0) }) else {
      return self
    }
    return Matcher(label, self.operator == .regexMatch ? .equal : .notEqual, value)
  }

  /// Characters that stand for themselves in a regular expression.
  private static let literal = Set("-/:, =@%&;<>".utf8)
}

extension DurationExpression {
  private func negated(_ range: TextRange) -> DurationExpression {
    guard case .literal(let number) = self else { return .negation(self, range: range) }
    return .seconds(-number.value)
  }

  /// Without parentheses and with numbers as seconds.
  fileprivate var plain: DurationExpression {
    switch self {
    case .literal(let number): .seconds(number.value)
    case .keyword: self
    case .negation(let inner, let range): inner.plain.negated(range)
    case .parentheses(let inner, _): inner.plain
    case .arithmetic(let left, let symbol, let right, let range):
      .arithmetic(left.plain, symbol, right.plain, range: range)
    case .extremum(let name, let left, let right, let range): .extremum(name, left.plain, right.plain, range: range)
    }
  }
}
