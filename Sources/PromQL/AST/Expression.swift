/// An expression of PromQL, the query language of Prometheus.
///
/// The kinds of nodes stand in this order wherever they are listed: aggregation, binary operation, function call, range
/// selector, subquery, number, parentheses, string, unary operation, vector selector.
///
///     let expression = try Expression(parsing: "sum(rate(http_requests_total[300s]))by(job)")
///     expression.description  // sum by (job) (rate(http_requests_total[5m]))
public indirect enum Expression: Hashable, Sendable {
  /// `sum by (job) (…)`
  case aggregation(Aggregation)
  /// `a + b`
  case binary(BinaryOperation)
  /// `rate(…)`
  case call(FunctionCall)
  /// `http_requests_total[5m]`
  case matrix(MatrixSelector)
  /// `(…)[30m:1m]`
  case subquery(Subquery)
  /// `0.5` or `5m`
  case number(NumberLiteral)
  /// `(…)`
  case parentheses(Parentheses)
  /// `"text"`
  case string(StringLiteral)
  /// `-a`
  case unary(UnaryOperation)
  /// `http_requests_total{job="api"}`
  case vector(VectorSelector)

  /// Where the expression stands in the text that was parsed.
  public var range: TextRange {
    switch self {
    case .aggregation(let node): node.range
    case .binary(let node): node.range
    case .call(let node): node.range
    case .matrix(let node): node.range
    case .subquery(let node): node.range
    case .number(let node): node.range
    case .parentheses(let node): node.range
    case .string(let node): node.range
    case .unary(let node): node.range
    case .vector(let node): node.range
    }
  }
}

/// An expression in parentheses, which are kept: they tell what the author meant.
public struct Parentheses: Hashable, Sendable {
  /// What stands between them.
  public var inner: Expression
  /// With both parentheses.
  public var range: TextRange

  /// An expression in parentheses.
  public init(_ inner: Expression, range: TextRange = .none) {
    self.inner = inner
    self.range = range
  }
}

/// A sign before an expression. A signed number is a number and no operation.
public struct UnaryOperation: Hashable, Sendable {
  /// `-` where true, `+` where false.
  public var isNegation: Bool
  /// What the sign stands before.
  public var operand: Expression
  /// From the sign to the operand's end.
  public var range: TextRange

  /// A sign before an expression.
  public init(isNegation: Bool, _ operand: Expression, range: TextRange = .none) {
    self.isNegation = isNegation
    self.operand = operand
    self.range = range
  }
}

/// A call of a function by its name: `rate(x[5m])`.
public struct FunctionCall: Hashable, Sendable {
  /// As written; a name that no version of Prometheus knows does not parse.
  public var name: String
  /// In their order.
  public var arguments: [Expression]
  /// The name alone.
  public var nameRange: TextRange
  /// From the name to the closing parenthesis.
  public var range: TextRange

  /// A call of a function.
  public init(_ name: String, _ arguments: [Expression], nameRange: TextRange = .none, range: TextRange = .none) {
    self.name = name
    self.arguments = arguments
    self.nameRange = nameRange
    self.range = range
  }
}
