extension ExpressionDifference {
  /// Whether two operations are the same one changed, and not one that was put around something else.
  static func belongTogether(_ old: BinaryOperation, _ new: BinaryOperation) -> Bool {
    if old.operator == new.operator || old.operator.isComparison && new.operator.isComparison {
      // `a > 1` that has become `(a > 1) and b` keeps its comparison elsewhere.
      return !isOperand(.binary(old), of: new) && !isOperand(.binary(new), of: old)
    }
    return old.left == new.left && old.right == new.right
  }

  private static func isOperand(_ expression: Expression, of operation: BinaryOperation) -> Bool {
    operation.left == expression || operation.right == expression
  }

  /// Whether two calls are the same one changed: one function, or one function for another.
  static func belongTogether(_ old: FunctionCall, _ new: FunctionCall) -> Bool {
    old.name == new.name
      || Function.named(old.name)?.arguments == Function.named(new.name)?.arguments
        && !new.arguments.contains { $0 == .call(old) }
        && !old.arguments.contains { $0 == .call(new) }
  }

  /// Says what differs between two operations.
  mutating func compare(_ old: BinaryOperation, _ new: BinaryOperation) {
    var after = new
    // Operands that have changed places and may are told in the places that they had.
    let commutes = (new.operator == .add || new.operator == .multiply) && new.matching.isSymmetric
    if commutes,
      old.left == new.right || old.right == new.left
    {
      (after.left, after.right) = (new.right, new.left)
    }
    compare(old.left, after.left)
    change("operator", old.operator.rawValue, after.operator.rawValue)
    if old.returnsBool != after.returnsBool { add(after.returnsBool ? "bool added" : "bool removed") }
    change("matching", Self.text(of: old.matching), Self.text(of: after.matching))
    if after.operator.isComparison, case .number(let before) = old.right, case .number(let threshold) = after.right {
      change("threshold", before.text, threshold.text)
    } else {
      compare(old.right, after.right)
    }
  }

  private static func text(of matching: VectorMatching) -> String {
    let one = Expression.number(NumberLiteral(1))
    let text = Printer.heading(of: BinaryOperation(one, .add, one, matching: matching)).dropFirst(2)
    return text.isEmpty ? "on all labels" : String(text)
  }
}

extension VectorMatching {
  /// Whether it says the same of both sides.
  var isSymmetric: Bool { group == nil && fillLeft == nil && fillRight == nil }
}
