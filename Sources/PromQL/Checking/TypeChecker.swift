/// Finds what Prometheus refuses of an expression that reads well: operands and arguments of the wrong type or number.
///
/// It goes through the expression in the order in which Prometheus does, so that the first problem is the one that
/// Prometheus tells.
struct TypeChecker {
  private(set) var problems: [Problem] = []

  /// Checks an expression and what it is made of, and gives its type.
  mutating func check(_ expression: Expression) -> ValueType {
    switch expression {
    case .aggregation(let node): return check(node)
    case .binary(let node): return check(node)
    case .call(let node): return check(node)
    case .matrix(let node):
      checkMatchers(node.selector)
      return .matrix
    case .subquery(let node):
      let type = check(node.inner)
      if type != .vector { report(.subqueryOf(type), at: node.range) }
      return .matrix
    case .number: return .scalar
    case .parentheses(let node): return check(node.inner)
    case .string: return .string
    case .unary(let node):
      let type = check(node.operand)
      if type != .scalar, type != .vector { report(.signedType(type), at: node.range) }
      return type
    case .vector(let node):
      checkMatchers(node)
      return .vector
    }
  }

  private mutating func check(_ node: Aggregation) -> ValueType {
    require(.vector, of: node.operand, as: .operand(node.function))
    if let type = node.function.parameterType, let parameter = node.parameter {
      require(type, of: parameter, as: .parameter(node.function))
    }
    return .vector
  }

  private mutating func check(_ node: FunctionCall) -> ValueType {
    // The parser knows no other names.
    guard let function = Function.named(node.name) else { return .vector }
    let most = function.mostArguments
    if node.arguments.count < function.leastArguments || node.arguments.count > most ?? .max {
      let count = Problem.Kind.argumentCount(
        function: node.name, least: function.leastArguments, most: most, found: node.arguments.count)
      report(count, at: node.range)
    }
    for (index, argument) in node.arguments.enumerated() {
      // Arguments too many have been told; their types are anybody's guess.
      if function.variadic == 0, index >= function.arguments.count { break }
      guard let last = function.arguments.last else { break }
      let type = index < function.arguments.count ? function.arguments[index] : last
      if node.name == "info", index == 1 {
        checkInfoMatchers(argument)
      } else {
        require(type, of: argument, as: .argument(function: node.name))
      }
    }
    return function.result
  }

  /// The second argument of `info` looks like a selector but only matches labels of what is joined: it may match
  /// everything, and names no metric.
  private mutating func checkInfoMatchers(_ argument: Expression) {
    guard case .vector(let selector) = argument, selector.name == nil else {
      return report(.infoNeedsMatchers, at: argument.range)
    }
  }

  private mutating func checkMatchers(_ selector: VectorSelector) {
    if let name = selector.name {
      for matcher in selector.matchers where matcher.label == Matcher.metricName {
        report(.metricNamedTwice(name, matcher.value), at: selector.range)
      }
    } else if selector.matchers.allSatisfy(\.matchesEmpty) {
      report(.selectsEverything, at: selector.range)
    }
  }

  /// Reports an expression that does not have a type.
  private mutating func require(_ type: ValueType, of expression: Expression, as place: Problem.Place) {
    let found = check(expression)
    if found != type { report(.wrongType(expected: type, found: found, place), at: expression.range) }
  }

  mutating func report(_ kind: Problem.Kind, at range: TextRange) {
    problems.append(Problem(kind, at: range))
  }
}

extension Expression {
  /// What Prometheus refuses of the expression, the first problem first; empty where it is well typed.
  public func typeProblems() -> [Problem] {
    var checker = TypeChecker()
    _ = checker.check(self)
    return checker.problems
  }

  /// Reads an expression and checks its types, as Prometheus does before it evaluates one.
  ///
  /// - Parameter text: one expression, over any number of lines.
  /// - Throws: the first thing that is wrong with it. Its range counts bytes of the text's UTF-8.
  public init(checking text: String) throws(Problem) {
    try self.init(parsing: text)
    if let problem = typeProblems().first { throw problem }
  }
}

extension Matcher {
  /// Whether a series without the label matches.
  public var matchesEmpty: Bool {
    switch self.operator {
    case .equal: value.isEmpty
    case .notEqual: !value.isEmpty
    case .regexMatch: (try? RegexSyntax(value))?.matchesEmpty ?? false
    case .regexNoMatch: !((try? RegexSyntax(value))?.matchesEmpty ?? false)
    }
  }
}
