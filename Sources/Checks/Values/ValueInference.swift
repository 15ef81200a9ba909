import PromQL

/// Infers which values an expression's samples may have, as far as that is certain whatever the data are.
enum ValueInference {
  /// Metrics that are 0 or 1 by what they mean. Source: Prometheus' documentation of jobs and instances, and that of
  /// the blackbox exporter.
  private static let flags: Set = ["up", "probe_success"]

  /// The values; all where nothing is known.
  static func range(of expression: Expression) -> ValueRange {
    switch expression {
    case .aggregation(let node): range(of: node)
    case .binary(let node): range(of: node)
    case .call(let node): range(of: node)
    case .matrix(let node): range(of: node.selector)
    case .subquery(let node): range(of: node.inner)
    case .number(let node): .exactly(node.value)
    case .parentheses(let node): range(of: node.inner)
    case .string: .all
    case .unary(let node): node.isNegation ? range(of: node.operand).negated : range(of: node.operand)
    case .vector(let node): range(of: node)
    }
  }

  private static func range(of selector: VectorSelector) -> ValueRange {
    selector.metric.map { flags.contains($0) } == true ? .flag : .all
  }

  private static func range(of node: Aggregation) -> ValueRange {
    let operand = range(of: node.operand)
    switch node.function {
    case .count, .countValues: return .count
    case .group: return .exactly(1)
    case .stddev, .stdvar: return .notNegative
    case .bottomk, .limitRatio, .limitk, .max, .min, .topk: return operand
    case .avg: return broken(operand)
    case .sum: return total(operand)
    case .quantile:
      guard case .number(let number)? = node.parameter, (0...1).contains(number.value) else { return .all }
      return broken(operand)
    }
  }

  /// What lies between values need not be whole, and may be rounded to an edge.
  private static func broken(_ range: ValueRange) -> ValueRange {
    ValueRange(low: range.low, high: range.high)
  }

  /// A sum of one or more values.
  private static func total(_ range: ValueRange) -> ValueRange {
    guard range.low >= 0 else { return .all }
    return ValueRange(low: range.low, high: .infinity, isWhole: range.isWhole)
  }

  private static func range(of node: FunctionCall) -> ValueRange {
    let vector = node.arguments.first { [.vector, .matrix].contains($0.valueType) }
    let operand = vector.map { range(of: $0) } ?? .all
    switch node.name {
    case "absent", "absent_over_time", "present_over_time": return .exactly(1)
    case "count_over_time": return .count
    case "abs", "exp", "histogram_count", "sqrt", "stddev_over_time", "stdvar_over_time": return .notNegative
    case "changes", "resets": return ValueRange(low: 0, high: .infinity, isWhole: true)
    case "histogram_fraction": return ValueRange(low: 0, high: 1)
    case "sgn": return ValueRange(low: -1, high: 1, isWhole: true)
    case "day_of_month": return ValueRange(low: 1, high: 31, isWhole: true)
    case "day_of_week": return ValueRange(low: 0, high: 6, isWhole: true)
    case "day_of_year": return ValueRange(low: 1, high: 366, isWhole: true)
    case "days_in_month": return ValueRange(low: 28, high: 31, isWhole: true)
    case "hour": return ValueRange(low: 0, high: 23, isWhole: true)
    case "minute": return ValueRange(low: 0, high: 59, isWhole: true)
    case "month": return ValueRange(low: 1, high: 12, isWhole: true)
    case "first_over_time", "label_join", "label_replace", "last_over_time", "max_over_time", "min_over_time", "scalar",
      "sort", "sort_by_label", "sort_by_label_desc", "sort_desc":
      return operand
    case "avg_over_time": return broken(operand)
    case "sum_over_time": return total(operand)
    case "vector": return node.arguments.first.map { range(of: $0) } ?? .all
    default: return .all
    }
  }

  private static func range(of node: BinaryOperation) -> ValueRange {
    if node.operator.isComparison, node.returnsBool { return .flag }
    let (left, right) = (range(of: node.left), range(of: node.right))
    switch node.operator {
    case .and, .unless: return left
    case .or: return left.union(right)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      // The vector's values stay; a scalar before the operator compares the other way round.
      if node.left.valueType == .scalar { return filtered(right, node.operator.mirrored, left) }
      return filtered(left, node.operator, right)
    case .add: return sum(left, right)
    case .subtract: return sum(left, right.negated)
    default: return .all
    }
  }

  private static func sum(_ a: ValueRange, _ b: ValueRange) -> ValueRange {
    let (low, high) = (a.low + b.low, a.high + b.high)
    guard !low.isNaN, !high.isNaN else { return .all }
    // Great numbers round: what lies beside an edge may be the edge.
    return ValueRange(low: low, high: high)
  }

  /// The values of one side that a comparison lets through.
  private static func filtered(_ range: ValueRange, _ operation: BinaryOperator, _ limit: ValueRange) -> ValueRange {
    var result = range
    switch operation {
    case .greater, .greaterOrEqual:
      let isOpen = operation == .greater
      if limit.low > range.low || limit.low == range.low && isOpen {
        (result.low, result.isLowOpen) = (limit.low, isOpen)
      }
    case .less, .lessOrEqual:
      let isOpen = operation == .less
      if limit.high < range.high || limit.high == range.high && isOpen {
        (result.high, result.isHighOpen) = (limit.high, isOpen)
      }
    case .equal:
      if limit.low > range.low { (result.low, result.isLowOpen) = (limit.low, limit.isLowOpen) }
      if limit.high < range.high { (result.high, result.isHighOpen) = (limit.high, limit.isHighOpen) }
    default: break
    }
    return result
  }
}
