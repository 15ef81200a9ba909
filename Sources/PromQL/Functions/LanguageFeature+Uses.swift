/// A part of the language that an expression uses.
public struct FeatureUse: Hashable, Sendable {
  /// Which part.
  public var feature: LanguageFeature
  /// Where.
  public var range: TextRange
}

extension LanguageFeature {
  /// The parts of the language in an expression that not every version of Prometheus reads; functions are told by
  /// `Function.availability`.
  ///
  /// - Parameters:
  ///   - expression: as parsed.
  ///   - text: what it was parsed from: how a number is spelled is not in the tree.
  public static func uses(in expression: Expression, of text: String) -> [FeatureUse] {
    var finder = FeatureFinder(bytes: Array(text.utf8))
    expression.walk { finder.visit($0) }
    return finder.uses
  }
}

private struct FeatureFinder {
  let bytes: [UInt8]
  var uses: [FeatureUse] = []

  mutating func visit(_ expression: Expression) {
    switch expression {
    case .aggregation(let node):
      switch node.function {
      case .group: add(.groupAggregation, node.range)
      case .limitk, .limitRatio: add(.limitAggregation, node.range)
      default: break
      }
      visit(node.grouping.labels)
    case .binary(let node): visit(node)
    case .call, .parentheses, .string, .unary: break
    case .matrix(let node):
      visit(node.selector)
      visitWhole(node.window)
      visit(node.modifiers, node.range)
    case .subquery(let node):
      visitWhole(node.window)
      if let step = node.step { visitWhole(step) }
      visit(node.modifiers, node.range)
    case .number(let node):
      if node.isDuration { add(.durationAsNumber, node.range) }
      visit(node)
    case .vector(let node): visit(node)
    }
  }

  private mutating func add(_ feature: LanguageFeature, _ range: TextRange) {
    uses.append(FeatureUse(feature: feature, range: range))
  }

  private mutating func visit(_ node: BinaryOperation) {
    switch node.operator {
    case .atan2: add(.atan2, node.operatorRange)
    case .trimLower, .trimUpper: add(.trim, node.operatorRange)
    default: break
    }
    visit(node.matching.labels.names)
    visit(node.matching.group?.included ?? [])
    if node.matching.fillLeft != nil || node.matching.fillRight != nil { add(.fill, node.range) }
  }

  private mutating func visit(_ node: VectorSelector) {
    for matcher in node.matchers where isQuoted(matcher.range) { add(.quotedMetricName, matcher.range) }
    visit(node.modifiers, node.range)
  }

  private mutating func visit(_ labels: [LabelName]) {
    for label in labels {
      if isQuoted(label.range) {
        add(.quotedLabelList, label.range)
      } else if label.name.utf8.contains(UInt8(ascii: ":")) {
        add(.labelWithColon, label.range)
      }
    }
  }

  private mutating func visit(_ modifiers: TimeModifiers, _ range: TextRange) {
    if modifiers.at != nil { add(.atModifier, range) }
    if modifiers.edges != nil { add(.windowEdges, range) }
    guard let offset = modifiers.offset else { return }
    if let seconds = offset.seconds, seconds < 0 { add(.negativeOffset, offset.range) }
    let isSigned = offset.range.end > offset.range.start && bytes[offset.range.start] == UInt8(ascii: "+")
    if isSigned { add(.plusBeforeOffset, offset.range) }
    visitWhole(offset, signs: 1)
  }

  /// A window or an offset, where a number is a novelty, and a sign more than an offset may have.
  private mutating func visitWhole(_ duration: DurationExpression, signs: Int = 0) {
    guard case .literal(let number) = duration else { return visit(duration) }
    visit(number)
    if leadingSigns(number.range) > signs { add(.durationArithmetic, number.range) }
    let last = number.range.end > number.range.start ? bytes[number.range.end - 1] : 0
    if !last.isLetter || isHexadecimal(number.range) { add(.durationAsNumber, number.range) }
  }

  private mutating func visit(_ duration: DurationExpression) {
    switch duration {
    case .literal(let number): visit(number)
    case .keyword(let word, let range): add(word == .step ? .durationStep : .durationRange, range)
    case .negation(let inner, let range), .parentheses(let inner, let range):
      add(.durationArithmetic, range)
      visit(inner)
    case .arithmetic(let left, _, let right, let range):
      add(.durationArithmetic, range)
      visit(left)
      visit(right)
    case .extremum(_, let left, let right, let range):
      add(.durationExtremum, range)
      visit(left)
      visit(right)
    }
  }

  private mutating func visit(_ number: NumberLiteral) {
    let text = bytes[number.range.start..<number.range.end]
    if text.contains(UInt8(ascii: "_")) { add(.numberWithUnderscore, number.range) }
    let units = text.indices.filter { text[$0].isLetter && $0 > text.startIndex && text[$0 - 1].isDigit }
    if number.isDuration, units.count > 1 { add(.compositeDuration, number.range) }
  }

  private func leadingSigns(_ range: TextRange) -> Int {
    bytes[range.start..<range.end].prefix { !$0.isLetterOrDigit && $0 != UInt8(ascii: ".") }
      .count { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
  }

  private func isQuoted(_ range: TextRange) -> Bool { range.end > range.start && Quote(bytes[range.start]) != nil }

  private func isHexadecimal(_ range: TextRange) -> Bool {
    bytes[range.start..<range.end].contains { $0 | 0x20 == UInt8(ascii: "x") }
  }
}
