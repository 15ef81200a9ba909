/// Writes an expression on one line, in the one form that Prometheus' own printer gives it: matchers sorted, grouping
/// before the operand, spaces around operators.
///
/// Where an operand binds more loosely than its operator, which only happens in a tree that was not parsed, it is put
/// in parentheses.
struct Printer {
  private(set) var text = ""

  mutating func print(_ expression: Expression) {
    switch expression {
    case .aggregation(let node): print(node)
    case .binary(let node): print(node)
    case .call(let node):
      text += node.name
      printArguments(node.arguments)
    case .matrix(let node):
      text += Self.text(of: node.selector)
      text += "[\(Self.text(of: node.window))]"
      printModifiers(node.modifiers, edgesFirst: true)
    case .subquery(let node):
      print(node.inner.guarded(loosest: BinaryOperator.suffixPrecedence))
      text += Self.window(of: node)
      printModifiers(node.modifiers, edgesFirst: true)
    case .number(let node): text += node.text
    case .parentheses(let node):
      text += "("
      print(node.inner)
      text += ")"
    case .string(let node): text += StringText.quoted(node.value)
    case .unary(let node):
      text += node.isNegation ? "-" : "+"
      print(node.guardedOperand)
    case .vector(let node):
      text += Self.text(of: node)
      printModifiers(node.modifiers, edgesFirst: false)
    }
  }

  private mutating func print(_ node: Aggregation) {
    text += Self.heading(of: node)
    printArguments([node.parameter, node.operand].compactMap(\.self))
  }

  private mutating func print(_ node: BinaryOperation) {
    print(node.guardedLeft)
    text += " \(Self.heading(of: node)) "
    print(node.guardedRight)
  }

  private mutating func printArguments(_ arguments: [Expression]) {
    text += "("
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += ", " }
      print(argument)
    }
    text += ")"
  }

  private mutating func printModifiers(_ modifiers: TimeModifiers, edgesFirst: Bool) {
    text += Self.text(of: modifiers, edgesFirst: edgesFirst)
  }
}

extension Expression: CustomStringConvertible {
  /// The expression on one line in its canonical form: `sum by (job) (rate(http_requests_total[5m]))`.
  public var description: String {
    var printer = Printer()
    printer.print(self)
    return printer.text
  }
}

extension NumberLiteral {
  /// A duration as such where its value is a whole number of milliseconds.
  var text: String {
    if isDuration, let text = DurationText.text(seconds: value) { return text }
    return NumberText.text(value)
  }
}
