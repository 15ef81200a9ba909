extension Problem {
  /// What is wrong, in one sentence without a final full stop.
  public var message: String {
    switch kind {
    case .unexpectedCharacter(let character): "unexpected character '\(character)'"
    case .unterminatedString: "the string is not closed"
    case .badEscape: "no such escape sequence; a backslash is written '\\\\'"
    case .replacementCharacter: "the string has a character that stands for broken UTF-8"
    case .badNumber(let text): "'\(text)' is neither a number nor a duration"
    case .empty: "there is no expression"
    case .expected(let what, let found): "expected \(Self.words(for: what)), found \(found)"
    case .tooDeep(let limit): "the expression is nested more than \(limit) levels deep"
    case .longDuration(let limit): "the duration has more than \(limit) operands"
    case .trailingComma: "expected an argument after ','"
    case .unknownFunction(let name): "unknown function '\(name)'"
    case .emptyLabelName: "a label name cannot be empty"
    case .badRegex(let reason): "not a regular expression: \(reason)"
    case .timestampOutOfRange: "the timestamp of '@' is out of range"
    case .durationOutOfRange: "the duration is out of range: Prometheus counts nanoseconds in 64 bits"
    case .durationNotPositive: "the duration must be greater than 0"
    case .divisionByZero: "division by zero"
    case .windowNeedsSelector:
      "a range is allowed behind a selector only; use a subquery, as in '[5m:1m]', for other expressions"
    case .windowBehindModifier(let modifier): "the range must stand before '\(modifier)'"
    case .modifierNeedsSelector(let modifier): "'\(modifier)' is allowed behind a selector or a subquery only"
    case .repeatedModifier(let modifier): "'\(modifier)' is set twice"
    case .edgesOfSubquery(let modifier): "'\(modifier)' is not allowed behind a subquery"
    case .anchoredAndSmoothed: "'anchored' and 'smoothed' exclude each other"
    default: typeMessage
    }
  }

  private var typeMessage: String {
    switch kind {
    case .wrongType(let expected, let found, let place):
      "expected \(Self.words(for: expected)) as \(Self.words(for: place)), found \(Self.words(for: found))"
    case .argumentCount(let function, let least, let most, let found):
      "'\(function)' takes \(Self.count(least, most)), found \(found)"
    case .aggregationArgumentCount(let name, let expected, let found):
      "'\(name.rawValue)' takes \(Self.count(expected, expected)), found \(found)"
    case .boolWithoutComparison: "'bool' is for comparisons only"
    case .scalarComparisonWithoutBool: "a comparison of two scalars needs 'bool'"
    case .operandType(let type): "expected a scalar or an instant vector as operand, found \(Self.words(for: type))"
    case .signedType(let type): "expected a scalar or an instant vector after the sign, found \(Self.words(for: type))"
    case .subqueryOf(let type): "expected an instant vector before the subquery's range, found \(Self.words(for: type))"
    case .matchingWithoutVectors: "'on' and 'ignoring' are for two instant vectors only"
    case .fillWithoutVectors: "missing series are filled in between two instant vectors only"
    case .groupWithSetOperator(let name): "'\(name.rawValue)' cannot have 'group_left' or 'group_right'"
    case .fillWithSetOperator(let name): "'\(name.rawValue)' cannot fill in missing series"
    case .setOperatorOnScalar(let name): "'\(name.rawValue)' is for two instant vectors only"
    case .labelInOnAndGroup(let label): "label '\(label)' stands in 'on' and in the group modifier"
    case .infoNeedsMatchers: "expected label matchers in braces, without a metric name"
    case .metricNamedTwice(let first, let second): "the metric is named twice: '\(first)' and '\(second)'"
    case .selectsEverything: "the selector would select every series: one matcher must not match the empty string"
    // The others are not about types.
    default: ""
    }
  }

  private static func words(for type: ValueType) -> String {
    switch type {
    case .scalar: "a scalar"
    case .vector: "an instant vector"
    case .matrix: "a range vector"
    case .string: "a string"
    }
  }

  private static func words(for place: Place) -> String {
    switch place {
    case .argument(let function): "argument of '\(function)'"
    case .operand(let name): "operand of '\(name.rawValue)'"
    case .parameter(let name): "parameter of '\(name.rawValue)'"
    }
  }

  private static func words(for expectation: Expectation) -> String {
    switch expectation {
    case .expression: "an expression"
    case .operatorOrEnd: "an operator or the end of the expression"
    case .argument: "an argument"
    case .closingParenthesis: "an operator or ')'"
    case .argumentEnd: "',' or ')'"
    case .openingParenthesis: "'('"
    case .labelName: "a label name"
    case .labelListEnd: "',' or ')'"
    case .matcher: "a label name or '}'"
    case .matcherOperator: "'=', '!=', '=~' or '!~'"
    case .matcherValue: "a string"
    case .matcherListEnd: "',' or '}'"
    case .duration: "a duration such as 5m"
    case .windowEnd: "':' or ']'"
    case .subqueryEnd: "']'"
    case .durationOperator: "an operator or ')'"
    case .comma: "','"
    case .offset: "a duration such as 5m, with a sign or not"
    case .timestamp: "a timestamp in seconds, 'start()' or 'end()'"
    case .fillValue: "a number"
    }
  }

  private static func count(_ least: Int, _ most: Int?) -> String {
    let plural = (most ?? least) == 1 ? "argument" : "arguments"
    guard let most else { return "at least \(least) \(plural)" }
    if least == most { return least == 0 ? "no arguments" : "\(least) \(plural)" }
    return "\(least) to \(most) \(plural)"
  }
}
