import TestSupport

@testable import PromQL

/// Makes expressions of every kind. Most are mistyped unless types are asked for.
struct RandomExpressions {
  var generator: SeededGenerator
  /// Whether an operand's or argument's type is mostly the right one.
  var isTyped = true
  /// Whether to use what only Prometheus 3 has.
  var usesNovelties = true

  mutating func expression(_ type: ValueType = .vector, depth: Int = 0) -> Expression {
    let type = isTyped && !generator.chance(4) ? type : generator.pick([.vector, .vector, .scalar, .matrix, .string])
    switch type {
    case .string: return .string(StringLiteral(string()))
    case .matrix: return depth < 4 && generator.chance(30) ? subquery(depth) : .matrix(matrix())
    case .scalar: return scalar(depth)
    case .vector: return depth < 5 ? vector(depth) : .vector(selector())
    }
  }

  private mutating func vector(_ depth: Int) -> Expression {
    switch generator.below(10) {
    case 0...2: return aggregation(depth)
    case 3...5: return binary(depth)
    case 6, 7: return call(giving: .vector, depth)
    case 8:
      return generator.chance(50) ? .parentheses(Parentheses(expression(.vector, depth: depth + 1))) : unary(depth)
    default: return .vector(selector())
    }
  }

  private mutating func scalar(_ depth: Int) -> Expression {
    switch generator.below(depth < 4 ? 8 : 4) {
    case 0...3: return .number(number())
    case 4: return call(giving: .scalar, depth)
    case 5: return .parentheses(Parentheses(expression(.scalar, depth: depth + 1)))
    case 6: return .unary(UnaryOperation(isNegation: generator.chance(70), expression(.scalar, depth: depth + 1)))
    default:
      let symbol = generator.pick([BinaryOperator.add, .subtract, .multiply, .power, .greater, .atan2])
      return .binary(
        BinaryOperation(
          expression(.scalar, depth: depth + 1), symbol, expression(.scalar, depth: depth + 1),
          returnsBool: symbol.isComparison))
    }
  }

  private mutating func unary(_ depth: Int) -> Expression {
    .unary(UnaryOperation(isNegation: generator.chance(70), expression(.vector, depth: depth + 1)))
  }

  private mutating func aggregation(_ depth: Int) -> Expression {
    let function = generator.pick(
      AggregationOperator.allCases.filter { usesNovelties || $0 != .limitk && $0 != .limitRatio })
    let grouping: Grouping = generator.chance(70) ? .by(labels()) : .without(labels())
    return .aggregation(
      Aggregation(
        function, grouping, parameter: function.parameterType.map { expression($0, depth: depth + 1) },
        of: expression(.vector, depth: depth + 1)))
  }

  private mutating func binary(_ depth: Int) -> Expression {
    let symbol = generator.pick(
      BinaryOperator.allCases.filter { usesNovelties || $0 != .trimLower && $0 != .trimUpper })
    let left = expression(generator.chance(75) ? .vector : .scalar, depth: depth + 1)
    let right = expression(generator.chance(75) ? .vector : .scalar, depth: depth + 1)
    var matching = VectorMatching()
    if generator.chance(40) {
      matching.labels = generator.chance(60) ? .on(labels()) : .ignoring(labels())
      if generator.chance(40) { matching.group = generator.chance(50) ? .left(labels()) : .right(labels()) }
    }
    if usesNovelties, generator.chance(8) {
      if generator.chance(70) { matching.fillLeft = number() }
      if generator.chance(70) { matching.fillRight = number() }
    }
    let returnsBool = symbol.isComparison ? generator.chance(40) : generator.chance(2)
    return .binary(BinaryOperation(left, symbol, right, matching: matching, returnsBool: returnsBool))
  }

  private mutating func call(giving type: ValueType, _ depth: Int) -> Expression {
    let known = Function.all.filter { function in
      function.result == type && (usesNovelties || function.availability.contains(PrometheusVersion(2, 40)))
        && function.name != "info"
    }
    let function = generator.pick(known)
    let most = min(function.mostArguments ?? function.arguments.count + 2, function.arguments.count + 2)
    var count = function.leastArguments + generator.below(max(1, most - function.leastArguments + 1))
    if generator.chance(2) { count = generator.below(5) }
    let arguments = (0..<count).map { index in
      let type = index < function.arguments.count ? function.arguments[index] : function.arguments.last ?? .vector
      return expression(type, depth: depth + 1)
    }
    return .call(FunctionCall(function.name, arguments))
  }

  private mutating func subquery(_ depth: Int) -> Expression {
    .subquery(
      Subquery(
        expression(.vector, depth: depth + 1), window: window(), step: generator.chance(50) ? window() : nil,
        modifiers: modifiers(allowsEdges: false)))
  }

  private mutating func matrix() -> MatrixSelector {
    MatrixSelector(plainSelector(), window: window(), modifiers: modifiers(allowsEdges: true))
  }

  private mutating func selector() -> VectorSelector {
    var selector = plainSelector()
    selector.modifiers = modifiers(allowsEdges: true)
    return selector
  }

  private mutating func plainSelector() -> VectorSelector {
    let operators = Matcher.Operator.allCases
    let matchers = (0..<generator.below(4)).map { _ in
      let symbol = generator.pick(operators)
      let value = symbol.isRegex ? generator.pick(["a|b", ".+", ".*", "x{2}", ""]) : string()
      return Matcher(
        generator.pick(["job", "a", "__name__", "le"] + (usesNovelties ? ["x.y", "ü"] : [])), symbol, value)
    }
    return VectorSelector(generator.chance(85) || matchers.isEmpty ? generator.pick(Self.metrics) : nil, matchers)
  }

  private static let metrics = [
    "up", "http_requests_total", "job:errors:rate5m", "sum", "by", "offset", "start", "Inf_", "x",
  ]

  private mutating func modifiers(allowsEdges: Bool) -> TimeModifiers {
    var modifiers = TimeModifiers()
    if generator.chance(10) {
      let time = Int64.random(in: -5_000_000_000...5_000_000_000, using: &generator)
      modifiers.at = generator.pick([.start, .end, .timestamp(milliseconds: time)])
    }
    if generator.chance(15) {
      modifiers.offset = generator.chance(80) || !usesNovelties ? .seconds(seconds(negative: true)) : offset()
    }
    if usesNovelties, allowsEdges, generator.chance(5) { modifiers.edges = generator.pick([.anchored, .smoothed]) }
    return modifiers
  }

  private mutating func window() -> DurationExpression {
    usesNovelties && generator.chance(25) ? duration(0, binding: 0) : .seconds(seconds(negative: false))
  }

  private mutating func offset() -> DurationExpression {
    let inner = duration(1, binding: 0)
    if case .parentheses = inner { return inner }
    return .parentheses(inner, range: .none)
  }

  private mutating func seconds(negative: Bool) -> Double {
    let value = generator.pick([1, 60, 300, 3600, 86_400, 604_800, 0.005, 5400, 90_061.001])
    return negative && generator.chance(30) ? -value : value
  }

  /// - Parameter binding: how strongly an operator has to bind to stand here without parentheses.
  private mutating func duration(_ depth: Int, binding minimum: Int) -> DurationExpression {
    switch generator.below(depth < 3 ? 9 : 5) {
    case 0...3: return .literal(NumberLiteral(seconds(negative: false), isDuration: depth == 0 || generator.chance(70)))
    case 4: return .keyword(generator.pick([.step, .range]), range: .none)
    case 5:
      let inner = duration(depth + 1, binding: 0)
      if case .parentheses = inner { return inner }
      return .parentheses(inner, range: .none)
    case 6: return .negation(.keyword(.step, range: .none), range: .none)
    case 7:
      return .extremum(
        generator.pick([.minOf, .maxOf]), duration(depth + 1, binding: 0), duration(depth + 1, binding: 0), range: .none
      )
    default:
      let symbols = DurationExpression.Arithmetic.allCases.filter { $0.binaryOperator.precedence >= minimum }
      guard !symbols.isEmpty else { return .keyword(.range, range: .none) }
      let symbol = generator.pick(symbols)
      let precedence = symbol.binaryOperator.precedence
      let left = duration(depth + 1, binding: precedence + (symbol == .power ? 1 : 0))
      if case .negation = left { return left }
      return .arithmetic(
        left, symbol, duration(depth + 1, binding: precedence + (symbol == .power ? 0 : 1)), range: .none)
    }
  }

  private mutating func labels() -> [LabelName] {
    let names = ["job", "instance", "on", "le", "a"] + (usesNovelties ? ["x.y", "a:b"] : [])
    return (0..<generator.below(4)).map { _ in LabelName(generator.pick(names)) }
  }

  private mutating func number() -> NumberLiteral {
    switch generator.below(usesNovelties ? 6 : 4) {
    case 0: return NumberLiteral(Double(Int.random(in: -100...1_000_000, using: &generator)))
    case 1: return NumberLiteral(generator.pick([.infinity, -.infinity, .nan, 0, -0.0, 0.05, 1e-9, 1e22, 5e-324]))
    case 2, 3: return NumberLiteral(Double.random(in: -10...10, using: &generator))
    case 4: return NumberLiteral(seconds(negative: true), isDuration: true)
    default:
      let double = Double(bitPattern: generator.next())
      return NumberLiteral(double)
    }
  }

  private mutating func string() -> String {
    (0..<generator.below(5)).map { _ in
      generator.pick([
        "a", "B", "\"", "\\", "\n", "\t", "é", "😀", "'", "`", "\u{0}", "\u{7F}", "\u{200B}", "#", "{", "\u{FFFD}",
      ])
    }.joined()
  }
}
