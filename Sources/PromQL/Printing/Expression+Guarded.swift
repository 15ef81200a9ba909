/// Parentheses where a tree needs them to be read back as it is. One that was parsed has them already.
extension Expression {
  /// The expression, in parentheses where it binds more loosely than told.
  func guarded(loosest: Int) -> Expression {
    precedence >= loosest ? self : .parentheses(Parentheses(self))
  }

  /// Whether it ends with an offset that would take an arithmetic operator behind it for its own, as `a offset (5m)`.
  fileprivate var endsWithOpenOffset: Bool {
    switch self {
    case .binary(let node): node.guardedRight.endsWithOpenOffset
    case .matrix(let node): node.modifiers.offset?.isOpen ?? false
    case .subquery(let node): node.modifiers.offset?.isOpen ?? false
    case .unary(let node): node.guardedOperand.endsWithOpenOffset
    case .vector(let node): node.modifiers.offset?.isOpen ?? false
    case .aggregation, .call, .number, .parentheses, .string: false
    }
  }

  private var precedence: Int {
    switch self {
    case .binary(let node): node.operator.precedence
    case .unary: BinaryOperator.productPrecedence
    case .number(let node): node.isNegative ? BinaryOperator.productPrecedence : .max
    case .aggregation, .call, .matrix, .subquery, .parentheses, .string, .vector: .max
    }
  }
}

extension BinaryOperation {
  /// The left operand, in parentheses where need be.
  var guardedLeft: Expression {
    if left.endsWithOpenOffset, DurationExpression.Arithmetic(rawValue: self.operator.rawValue) != nil {
      return .parentheses(Parentheses(left))
    }
    return left.guarded(loosest: self.operator.precedence + (self.operator.isRightAssociative ? 1 : 0))
  }

  /// The right operand, in parentheses where need be. A sign needs none there: it takes no more than what follows it.
  var guardedRight: Expression {
    switch right {
    case .number, .unary: right
    default: right.guarded(loosest: self.operator.precedence + (self.operator.isRightAssociative ? 0 : 1))
    }
  }
}

extension UnaryOperation {
  /// The operand, in parentheses where need be: without them a number would take the sign as its own.
  var guardedOperand: Expression {
    switch operand {
    case .unary: operand
    case .number: .parentheses(Parentheses(operand))
    default: operand.guarded(loosest: BinaryOperator.powerPrecedence)
    }
  }
}

extension DurationExpression {
  /// Whether it begins with a parenthesis, or is a sum: arithmetic goes on behind it.
  fileprivate var isOpen: Bool {
    switch self {
    case .parentheses, .arithmetic: true
    case .literal, .keyword, .negation, .extremum: false
    }
  }
}
