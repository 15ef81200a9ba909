/// Parentheses where a tree needs them to be read back as it is. One that was parsed has them already.
extension Expression {
  /// The expression, in parentheses where it binds more loosely than told.
  func guarded(loosest: Int) -> Expression {
    precedence >= loosest ? self : .parentheses(Parentheses(self))
  }

  private var precedence: Int {
    switch self {
    case .binary(let node): node.operator.precedence
    case .unary: BinaryOperator.productPrecedence
    case .number(let node): node.value.sign == .minus ? BinaryOperator.productPrecedence : .max
    case .aggregation, .call, .matrix, .subquery, .parentheses, .string, .vector: .max
    }
  }
}

extension BinaryOperation {
  /// The left operand, in parentheses where need be.
  var guardedLeft: Expression {
    left.guarded(loosest: self.operator.precedence + (self.operator.isRightAssociative ? 1 : 0))
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
