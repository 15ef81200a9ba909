/// What an expression gives.
public enum ValueType: String, Sendable, Hashable {
  /// A number.
  case scalar
  /// One sample for each series.
  case vector = "instant vector"
  /// Several samples for each series.
  case matrix = "range vector"
  /// A text.
  case string
}

extension Expression {
  /// What the expression gives, as far as its kind tells: an expression with type errors has a type too.
  public var valueType: ValueType {
    switch self {
    case .aggregation: .vector
    case .binary(let node): node.left.valueType == .scalar && node.right.valueType == .scalar ? .scalar : .vector
    case .call(let node): Function.named(node.name)?.result ?? .vector
    case .matrix, .subquery: .matrix
    case .number: .scalar
    case .parentheses(let node): node.inner.valueType
    case .string: .string
    case .unary(let node): node.operand.valueType
    case .vector: .vector
    }
  }
}
