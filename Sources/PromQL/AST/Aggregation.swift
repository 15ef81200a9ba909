/// What an aggregation does with the samples of a group.
public enum AggregationOperator: String, Sendable, Hashable, CaseIterable {
  case avg, bottomk, count
  case countValues = "count_values"
  case group
  case limitRatio = "limit_ratio"
  case limitk, max, min, quantile
  case stddev, stdvar, sum, topk

  /// The type of the parameter before the operand; nil where there is none.
  public var parameterType: ValueType? {
    switch self {
    case .bottomk, .limitRatio, .limitk, .quantile, .topk: .scalar
    case .countValues: .string
    case .avg, .count, .group, .max, .min, .stddev, .stdvar, .sum: nil
    }
  }

  /// Whether the result has series of the operand with all their labels, instead of one for each group.
  public var keepsSeries: Bool {
    switch self {
    case .bottomk, .limitRatio, .limitk, .topk: true
    case .avg, .count, .countValues, .group, .max, .min, .quantile, .stddev, .stdvar, .sum: false
    }
  }
}

/// A label name in a list, as in `by (job, namespace)`.
public struct LabelName: Hashable, Sendable {
  /// Without quotes.
  public var name: String
  /// With quotes, where it has them.
  public var range: TextRange

  /// A label name.
  public init(_ name: String, range: TextRange = .none) {
    self.name = name
    self.range = range
  }
}

/// Which labels make a group of an aggregation.
public enum Grouping: Hashable, Sendable {
  /// These; with none of them there is one group, as without any clause.
  case by([LabelName])
  /// All but these; with none of them every label.
  case without([LabelName])

  /// The labels that are named, in their order.
  public var labels: [LabelName] {
    switch self {
    case .by(let labels), .without(let labels): labels
    }
  }
}

/// `sum by (job) (…)`, or one with a parameter: `topk by (job) (5, …)`.
public struct Aggregation: Hashable, Sendable {
  /// What is done with a group.
  public var function: AggregationOperator
  /// Which labels make a group. No clause is the same as `by ()`.
  public var grouping: Grouping
  /// What stands before the operand: the 5 of `topk(5, …)`.
  public var parameter: Expression?
  /// What is aggregated.
  public var operand: Expression
  /// From the operator to the closing parenthesis or to the end of the clause behind it.
  public var range: TextRange

  /// An aggregation; without a grouping everything is one group.
  public init(
    _ function: AggregationOperator, _ grouping: Grouping = .by([]), parameter: Expression? = nil,
    of operand: Expression, range: TextRange = .none
  ) {
    self.function = function
    self.grouping = grouping
    self.parameter = parameter
    self.operand = operand
    self.range = range
  }
}
