/// Writes an expression over several lines: what fits on a line stays on one, what does not is indented by two spaces
/// for every level.
///
///     sum by (namespace) (
///       …
///     )
///   / on (namespace)
///     …
struct PrettyPrinter {
  /// How long a line may be where it can be broken.
  static let width = 100

  private var lines: [String] = []

  /// The lines of an expression, its own parentheses kept.
  static func lines(of expression: Expression) -> [String] {
    var printer = PrettyPrinter()
    printer.print(expression, level: 0)
    return printer.lines
  }

  private mutating func print(_ expression: Expression, level: Int, suffix: String = "") {
    let whole = expression.description + suffix
    guard level * 2 + whole.utf8.count > Self.width else { return add(whole, level) }
    switch expression {
    case .aggregation(let node):
      let arguments = [node.parameter, node.operand].compactMap(\.self)
      print(Printer.heading(of: node), arguments, level: level, suffix: suffix)
    case .binary(let node): print(node, level: level, suffix: suffix)
    case .call(let node) where !node.arguments.isEmpty:
      print(node.name, node.arguments, level: level, suffix: suffix)
    case .subquery(let node):
      let modifiers = Printer.text(of: node.modifiers, edgesFirst: true)
      let inner = node.inner.guarded(loosest: BinaryOperator.suffixPrecedence)
      print(inner, level: level, suffix: Printer.window(of: node) + modifiers + suffix)
    case .parentheses(let node): print("", [node.inner], level: level, suffix: suffix)
    case .unary(let node):
      let first = lines.count
      print(node.guardedOperand, level: level, suffix: suffix)
      let indent = lines[first].prefix { $0 == " " }
      lines[first] = indent + (node.isNegation ? "-" : "+") + lines[first].dropFirst(indent.count)
    case .call, .matrix, .number, .string, .vector: add(whole, level)
    }
  }

  /// A chain of operators of the same strength stands at one level, each operand indented below its operator.
  private mutating func print(_ node: BinaryOperation, level: Int, suffix: String) {
    var left = node.guardedLeft
    var rest = [(Printer.heading(of: node), node.guardedRight)]
    while case .binary(let inner) = left, inner.operator.precedence == node.operator.precedence {
      rest.append((Printer.heading(of: inner), inner.guardedRight))
      left = inner.guardedLeft
    }
    print(left, level: level + 1)
    for (index, (heading, right)) in rest.reversed().enumerated() {
      add(heading, level)
      print(right, level: level + 1, suffix: index == rest.count - 1 ? suffix : "")
    }
  }

  private mutating func print(_ heading: String, _ inner: [Expression], level: Int, suffix: String) {
    add(heading + "(", level)
    for (index, expression) in inner.enumerated() {
      print(expression, level: level + 1, suffix: index == inner.count - 1 ? "" : ",")
    }
    add(")" + suffix, level)
  }

  private mutating func add(_ text: String, _ level: Int) {
    lines.append(String(repeating: "  ", count: level) + text)
  }
}

extension Expression {
  /// The expression over several lines, none of them longer than 100 characters where that can be helped.
  public var pretty: String { PrettyPrinter.lines(of: self).joined(separator: "\n") }
}
