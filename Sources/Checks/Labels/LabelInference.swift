import PromQL

/// Infers the labels of an expression's result from those of the series that it selects.
///
///     var inference = LabelInference { _ in .anything }
///     inference.labels(of: try Expression(parsing: "sum by (job) (up)"))?["pod"].isAbsent  // true
///
/// What it says is certain, for floats as for histograms and for all versions of Prometheus: a label that may be there
/// counts as one that may be there. `filled` names what is no text yet, as the variables of dashboards.
struct LabelInference {
  /// Something that was noticed on the way.
  enum Observation: Sendable {
    /// A selector, and the labels of the series before its matchers.
    case selector(VectorSelector, SeriesLabels)
    /// An aggregation by a label that no series of its operand has.
    case grouping(Aggregation, label: String)
    /// Two sides that never have the same value of a label that has to be the same.
    case mismatch(BinaryOperation, label: String, left: LabelValues, right: LabelValues)
    /// A call of a function of histograms, and the labels of what it takes.
    case histogram(FunctionCall, SeriesLabels)
  }

  /// The labels of the series that a selector names, before its matchers.
  let selected: (VectorSelector) -> SeriesLabels
  /// Whether a text is filled in later.
  let isFilledIn: (String) -> Bool
  /// What was noticed, in the order in which Prometheus evaluates.
  private(set) var observations: [Observation] = []

  init(
    isFilledIn: @escaping (String) -> Bool = { _ in false }, selected: @escaping (VectorSelector) -> SeriesLabels
  ) {
    self.selected = selected
    self.isFilledIn = isFilledIn
  }

  /// The labels of the result; nil for a scalar or a text.
  mutating func labels(of expression: Expression) -> SeriesLabels? {
    switch expression {
    case .aggregation(let node): labels(of: node)
    case .binary(let node): labels(of: node)
    case .call(let node): labels(of: node)
    case .matrix(let node): labels(of: node.selector)
    case .subquery(let node): labels(of: node.inner)
    case .number, .string: nil
    case .parentheses(let node): labels(of: node.inner)
    case .unary(let node): labels(of: node.operand)
    case .vector(let node): labels(of: node)
    }
  }

  /// The labels of what should be an instant vector or a range vector.
  mutating func vector(_ expression: Expression) -> SeriesLabels { labels(of: expression) ?? .anything }

  mutating func observe(_ observation: Observation) { observations.append(observation) }

  private mutating func labels(of selector: VectorSelector) -> SeriesLabels {
    var labels = selected(selector)
    observe(.selector(selector, labels))
    for matcher in selector.matchers where !isFilledIn(matcher.label) && !isFilledIn(matcher.value) {
      labels = labels.narrowed(matcher.label, to: LabelValues(matcher))
    }
    return labels
  }

  private mutating func labels(of node: Aggregation) -> SeriesLabels {
    if let parameter = node.parameter { _ = labels(of: parameter) }
    let operand = vector(node.operand)
    if node.function.keepsSeries { return operand }
    var result = grouped(operand, node)
    if node.function == .countValues, case .string(let label)? = node.parameter {
      // Versions differ in what becomes of the label where it is taken away too.
      var values = LabelValues.present
      if case .without(let names) = node.grouping, names.contains(where: { $0.name == label.value }) { values = .any }
      result = isFilledIn(label.value) ? .anything : result.setting(label.value, values)
    }
    return result
  }

  private mutating func grouped(_ operand: SeriesLabels, _ node: Aggregation) -> SeriesLabels {
    let names = node.grouping.labels.map(\.name)
    guard case .by = node.grouping else {
      // What a variable takes away nobody knows.
      return names.contains(where: isFilledIn) ? operand.union(.unlabelled) : operand.dropping(names)
    }
    if !operand.isEmpty {
      for name in names where operand[name].isAbsent && !isFilledIn(name) { observe(.grouping(node, label: name)) }
    }
    return names.contains(where: isFilledIn) ? operand.union(.unlabelled) : operand.keeping(names)
  }
}
