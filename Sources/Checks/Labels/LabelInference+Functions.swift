import PromQL

extension LabelInference {
  /// The labels of a function's result; nil for a scalar.
  mutating func labels(of node: FunctionCall) -> SeriesLabels? {
    let arguments = node.arguments.map { self.labels(of: $0) }
    // Most functions take one vector, and keep its labels.
    let operand = zip(node.arguments, arguments).first { [.vector, .matrix].contains($0.0.valueType) }?.1 ?? nil
    guard Function.named(node.name)?.result != .scalar else { return nil }
    switch node.name {
    case "absent", "absent_over_time": return node.arguments.first.map(absence) ?? .unlabelled
    case "histogram_fraction", "histogram_quantile":
      if let operand { observe(.histogram(node, operand)) }
      return operand?.dropping(["le"])
    case "histogram_quantiles":
      guard case .string(let label)? = node.arguments.dropFirst().first, !isFilledIn(label.value) else {
        return .anything
      }
      return operand?.dropping(["le"]).setting(label.value, .present)
    case "info": return operand.map { $0.union(.anything) }
    case "label_join": return operand.map { labelsJoined($0, node.arguments.compactMap(\.text)) }
    case "label_replace": return operand.map { labelReplaced($0, node.arguments.compactMap(\.text)) }
    // `vector` takes a scalar; `hour()` and its like take the time where they are given nothing.
    default: return operand ?? .unlabelled
    }
  }

  /// `absent` makes its labels of the matchers: those of `=`, one for each label.
  private func absence(of argument: Expression) -> SeriesLabels {
    let selector: VectorSelector
    switch argument {
    case .vector(let node): selector = node
    case .matrix(let node): selector = node.selector
    // Versions differ in whether they look into parentheses.
    case .parentheses(let node): return absence(of: node.inner).union(.unlabelled)
    default: return .unlabelled
    }
    var result = SeriesLabels.unlabelled
    for (label, matchers) in Dictionary(grouping: selector.matchers, by: \.label) {
      if isFilledIn(label) { return .anything }
      guard let equal = matchers.first(where: { $0.operator == .equal }) else { continue }
      let values = isFilledIn(equal.value) ? LabelValues.any : .exactly(equal.value)
      // Versions differ in what becomes of a label that is matched twice.
      result = result.setting(label, matchers.count == 1 ? values : .any)
    }
    return result
  }

  /// `label_join(v, target, separator, source …)`
  private func labelsJoined(_ operand: SeriesLabels, _ texts: [String]) -> SeriesLabels {
    guard texts.count >= 2, !texts.contains(where: isFilledIn) else { return .anything }
    let values = texts.dropFirst(2).map { operand[$0] }
    let isSeparated = values.count > 1 && !texts[1].isEmpty
    let joined: LabelValues =
      values.contains(where: \.isPresent) || isSeparated
      ? (values.count == 1 ? values[0] : .present) : values.allSatisfy(\.isAbsent) ? .absent : .any
    return operand.setting(texts[0], joined)
  }

  /// `label_replace(v, target, replacement, source, regex)`
  private func labelReplaced(_ operand: SeriesLabels, _ texts: [String]) -> SeriesLabels {
    guard texts.count == 4, !isFilledIn(texts[0]), !isFilledIn(texts[2]), !isFilledIn(texts[3]) else {
      return .anything
    }
    let (target, replacement, regex) = (texts[0], texts[1], texts[3])
    let source = operand[texts[2]]
    let matchesEmpty = Matcher("", .regexMatch, regex).matchesEmpty
    let takesAll = [".*", "(.*)"].contains(regex), takesSome = [".+", "(.+)"].contains(regex)
    if source.isAbsent, !matchesEmpty { return operand }
    var replaced = Self.values(of: replacement, isFilledIn(replacement))
    if ["$1", "${1}"].contains(replacement), ["(.*)", "(.+)"].contains(regex) {
      replaced = takesAll ? source : source.intersection(.present)
    }
    let isCertain = takesAll || takesSome && source.isPresent || source.isAbsent
    return operand.setting(target, isCertain ? replaced : operand[target].union(replaced))
  }

  /// What a replacement with groups (`$1`) in it may become.
  private static func values(of replacement: String, _ isFilledIn: Bool) -> LabelValues {
    guard !isFilledIn || !replacement.contains("[[") else { return .any }
    guard let dollar = replacement.firstIndex(of: "$") else { return .exactly(replacement) }
    return dollar == replacement.startIndex ? .any : LabelValues([.startingWith(String(replacement[..<dollar]))])
  }
}

extension Expression {
  /// The text that it is; nil for anything else.
  fileprivate var text: String? {
    switch self {
    case .string(let node): node.value
    case .parentheses(let node): node.inner.text
    default: nil
    }
  }
}
