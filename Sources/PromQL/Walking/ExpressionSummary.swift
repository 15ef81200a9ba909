/// What an expression uses, each list sorted and without duplicates.
///
///     ExpressionSummary(of: try Expression(parsing: "sum by (pod) (rate(requests_total{job='api'}[5m]))"))
///     // metrics: requests_total; labels: job, pod; functions: rate, sum
public struct ExpressionSummary: Hashable, Sendable {
  /// The metrics that it selects by their names. Names that are matched by a regular expression are not among them.
  public var metrics: [String]
  /// The labels that it matches, groups by, joins on or names as arguments of functions about labels.
  public var labels: [String]
  /// Functions and aggregations.
  public var functions: [String]

  /// Goes through an expression.
  public init(of expression: Expression) {
    var (metrics, labels, functions): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    for selector in expression.selectors {
      if let metric = selector.metric { metrics.insert(metric) }
      labels.formUnion(selector.matchers.map(\.label).filter { $0 != Matcher.metricName })
    }
    expression.walk { node in
      switch node {
      case .aggregation(let node):
        functions.insert(node.function.rawValue)
        labels.formUnion(node.grouping.labels.map(\.name))
        if node.function == .countValues, case .string(let label)? = node.parameter { labels.insert(label.value) }
      case .binary(let node):
        labels.formUnion((node.matching.labels.names + (node.matching.group?.included ?? [])).map(\.name))
      case .call(let node):
        functions.insert(node.name)
        labels.formUnion(node.namedLabels)
      case .matrix, .subquery, .number, .parentheses, .string, .unary, .vector: break
      }
    }
    self.metrics = Self.sorted(metrics)
    self.labels = Self.sorted(labels)
    self.functions = Self.sorted(functions)
  }

  private static func sorted(_ names: Set<String>) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension FunctionCall {
  /// The labels that are given by their names: the target and the sources of `label_replace` and `label_join`, those
  /// that `sort_by_label` sorts by, the one that `histogram_quantiles` adds.
  public var namedLabels: [String] {
    let positions: [Int] =
      switch name {
      case "label_replace": [1, 3]
      case "label_join": [1] + Array(3..<max(3, arguments.count))
      case "sort_by_label", "sort_by_label_desc": Array(1..<max(1, arguments.count))
      case "histogram_quantiles": [1]
      default: []
      }
    return positions.compactMap { position in
      guard position < arguments.count, case .string(let label) = arguments[position] else { return nil }
      return label.value
    }
  }
}
