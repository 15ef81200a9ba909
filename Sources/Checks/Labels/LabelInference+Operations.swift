import PromQL

extension LabelInference {
  /// The labels of an operation's result: those of the vector, where one side is a scalar.
  mutating func labels(of node: BinaryOperation) -> SeriesLabels? {
    let (left, right) = (labels(of: node.left), labels(of: node.right))
    guard let left, let right else { return left ?? right }
    switch node.operator {
    case .or: return left.union(right)
    case .unless:
      noteMismatch(node, left, right)
      return left
    case .and:
      noteMismatch(node, left, right)
      return matched(left, right, node.matching)
    default: return joined(left, right, node)
    }
  }

  private mutating func joined(_ left: SeriesLabels, _ right: SeriesLabels, _ node: BinaryOperation) -> SeriesLabels {
    let matching = node.matching
    // A series that is missing on one side leaves only what the other has.
    if matching.fillLeft != nil || matching.fillRight != nil { return .anything }
    noteMismatch(node, left, right)
    switch matching.group {
    case nil:
      let names = matching.labels.names.map(\.name)
      if names.contains(where: isFilledIn) { return .anything }
      let common = matched(left, right, matching)
      if case .on = matching.labels { return common.keeping(names) }
      return common.dropping(names)
    case .left(let included): return including(included, of: right, in: matched(left, right, matching))
    case .right(let included): return including(included, of: left, in: matched(right, left, matching))
    }
  }

  /// The side of many takes labels over from the side of one, or loses them where that has none.
  private func including(_ labels: [LabelName], of one: SeriesLabels, in many: SeriesLabels) -> SeriesLabels {
    let names = labels.map(\.name)
    if names.contains(where: isFilledIn) { return .anything }
    return names.reduce(many) { $0.setting($1, one[$1]) }
  }

  /// The series of one side that have a counterpart on the other: they have the same values of what is matched.
  private func matched(_ side: SeriesLabels, _ other: SeriesLabels, _ matching: VectorMatching) -> SeriesLabels {
    var result = side
    for label in Self.compared(side, other, matching) where !isFilledIn(label) {
      result = result.narrowed(label, to: other[label])
    }
    if case .ignoring(let ignored) = matching.labels, !ignored.map(\.name).contains(where: isFilledIn),
      other.others.isAbsent
    {
      // All labels but the ignored are matched: those that the other side lacks are lacking here.
      var only = SeriesLabels.unlabelled
      for label in Set(result.names + other.names + ignored.map(\.name)) { only = only.setting(label, result[label]) }
      return result.isEmpty ? result : only
    }
    return result
  }

  private mutating func noteMismatch(_ node: BinaryOperation, _ left: SeriesLabels, _ right: SeriesLabels) {
    guard !left.isEmpty, !right.isEmpty else { return }
    for label in Self.compared(left, right, node.matching).sorted() where !isFilledIn(label) {
      guard left[label].intersection(right[label]).isImpossible else { continue }
      return observe(.mismatch(node, label: label, left: left[label], right: right[label]))
    }
  }

  /// The labels that are matched and of which something is known.
  private static func compared(_ a: SeriesLabels, _ b: SeriesLabels, _ matching: VectorMatching) -> Set<String> {
    switch matching.labels {
    case .on(let names): Set(names.map(\.name))
    case .ignoring(let names): Set(a.names + b.names).subtracting(names.map(\.name))
    }
  }
}
