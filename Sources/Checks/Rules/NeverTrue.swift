import Diagnostics
import PromQL

/// Comparisons in rules that let nothing through, whatever the data are, and `absent` of a comparison.
///
/// Only what follows from the language and from metrics that are 0 or 1 by their meaning is told: whether a threshold
/// makes sense for a metric nobody can know.
enum NeverTrue {
  static let code = "never-true"
  static let absenceCode = "absent-of-comparison"

  static func findings(in graph: RuleGraph) -> [TracedFinding] {
    graph.queries.filter(\.origin.isRule).flatMap { query -> [TracedFinding] in
      guard let expression = query.expression.expression else { return [] }
      var void: [(operation: BinaryOperation, reason: String)] = []
      var absences: [TracedFinding] = []
      expression.walk { node in
        switch node {
        case .binary(let operation):
          if let reason = reason(operation) { void.append((operation, reason)) }
        case .call(let call) where call.name == "absent" && query.origin == .alert:
          if let filter = filter(in: call) { absences.append(absence(filter, query)) }
        default: break
        }
      }
      // What becomes of the whole depends on all of them: both sides of an 'or' may be among them.
      let ranges = Set(void.map(\.operation.range))
      let effect = MissingSeries(isVoid: { ranges.contains($0.range) }).effect(on: expression)
      return void.map { finding($0.operation, $0.reason, query, effect) } + absences
    }
  }

  /// Why an operation never has a result; nil where it may have one.
  private static func reason(_ node: BinaryOperation) -> String? {
    let isSame = node.matching.group == nil && node.left.unwrapped.bare == node.right.unwrapped.bare
    let isOwn = isSame && node.left.valueType == .vector
    if isOwn, [.unless, .less, .greater].contains(node.operator), !node.returnsBool {
      return "both sides are the same"
    }
    guard node.operator.isComparison, !node.returnsBool else { return nil }
    let (left, right) = (ValueInference.range(of: node.left), ValueInference.range(of: node.right))
    let isNever =
      switch node.operator {
      case .greater: left.isNeverGreater(than: right)
      case .greaterOrEqual: left.isNeverAtLeast(right)
      case .less: right.isNeverGreater(than: left)
      case .lessOrEqual: right.isNeverAtLeast(left)
      case .equal: left.isApart(from: right)
      default: false
      }
    return isNever ? "the left side is \(words(left)), the right side \(words(right))" : nil
  }

  private static func words(_ range: ValueRange) -> String {
    let whole = range.isWhole && range.low != range.high ? " in whole numbers" : ""
    if range.low == range.high { return number(range.low) }
    if range.low == -.infinity { return "\(range.isHighOpen ? "less than" : "at most") \(number(range.high))" + whole }
    let start = "\(range.isLowOpen ? "more than" : "at least") \(number(range.low))"
    if range.high == .infinity { return start + whole }
    return "\(start) and \(range.isHighOpen ? "less than" : "at most") \(number(range.high))" + whole
  }

  private static func number(_ value: Double) -> String { Expression.number(NumberLiteral(value)).description }

  private static func finding(
    _ node: BinaryOperation, _ reason: String, _ query: Query, _ effect: MissingSeries.Effect
  ) -> TracedFinding {
    let finding = Finding(
      .warning, code: code, object: query.object, path: query.path,
      message: "\(query.description): '\(RuleWords.text(.binary(node)))' never has a result: \(reason)",
      notes: [Diagnostic.Note(RuleWords.effect(effect, on: query), at: query.source)],
      hint: "compare with a value that there may be")
    return TracedFinding(
      finding, subject: query.identity, cause: .other([RuleWords.text(.binary(node))]), breaksWhenNew: effect.isTotal)
  }

  /// The comparison with a number that `absent` is given.
  private static func filter(in call: FunctionCall) -> BinaryOperation? {
    guard case .binary(let node)? = call.arguments.first?.unwrapped, node.operator.isComparison, !node.returnsBool,
      node.right.valueType == .scalar
    else { return nil }
    return node
  }

  private static func absence(_ node: BinaryOperation, _ query: Query) -> TracedFinding {
    let text = RuleWords.text(.binary(node))
    let finding = Finding(
      .info, code: absenceCode, object: query.object, path: query.path,
      message: "\(query.description) fires only while no series at all is '\(text)'",
      notes: [
        Diagnostic.Note(
          "one that fails beside one that works goes unseen, and the result has no labels", at: query.source)
      ],
      hint: "fire for each that fails too, and use 'absent' on the selector alone")
    return TracedFinding(finding, subject: query.identity, cause: .other([text]))
  }
}

extension Expression {
  /// Without the parentheses around it.
  fileprivate var unwrapped: Expression {
    if case .parentheses(let node) = self { return node.inner.unwrapped }
    return self
  }
}
