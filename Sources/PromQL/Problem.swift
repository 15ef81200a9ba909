/// What is wrong with an expression, and where.
public struct Problem: Error, Hashable, Sendable {
  /// The stretch of the text that is to blame.
  public var range: TextRange
  /// What is wrong.
  public var kind: Kind

  init(_ kind: Kind, at range: TextRange) {
    self.kind = kind
    self.range = range
  }

  /// What can be wrong with an expression. `message` puts it in words.
  public enum Kind: Hashable, Sendable {
    // The text.
    case unexpectedCharacter(String)
    case unterminatedString
    case badEscape
    case replacementCharacter
    case badNumber(String)

    // The grammar.
    case empty
    case expected(Expectation, found: String)
    case tooDeep(limit: Int)
    case longDuration(limit: Int)
    case trailingComma

    // Names and values.
    case unknownFunction(String)
    case emptyLabelName
    case badRegex(String)
    case timestampOutOfRange
    case durationOutOfRange
    case durationNotPositive
    case divisionByZero

    // Windows and modifiers.
    case windowNeedsSelector
    case windowBehindModifier(String)
    case modifierNeedsSelector(String)
    case repeatedModifier(String)
    case edgesOfSubquery(String)
    case anchoredAndSmoothed

    // Types.
    case wrongType(expected: ValueType, found: ValueType, Place)
    case argumentCount(function: String, least: Int, most: Int?, found: Int)
    case aggregationArgumentCount(AggregationOperator, expected: Int, found: Int)
    case boolWithoutComparison
    case scalarComparisonWithoutBool
    case operandType(ValueType)
    case signedType(ValueType)
    case subqueryOf(ValueType)
    case matchingWithoutVectors
    case fillWithoutVectors
    case groupWithSetOperator(BinaryOperator)
    case fillWithSetOperator(BinaryOperator)
    case setOperatorOnScalar(BinaryOperator)
    case labelInOnAndGroup(String)
    case infoNeedsMatchers
    case metricNamedTwice(String, String)
    case selectsEverything
  }

  /// What the grammar asks for.
  public enum Expectation: Hashable, Sendable {
    case expression, operatorOrEnd, argument, closingParenthesis, argumentEnd, openingParenthesis
    case labelName, labelListEnd, matcher, matcherOperator, matcherValue, matcherListEnd
    case duration, windowEnd, subqueryEnd, durationOperator, comma, offset, timestamp, fillValue
  }

  /// Where an expression of another type was expected.
  public enum Place: Hashable, Sendable {
    case argument(function: String)
    case operand(AggregationOperator)
    case parameter(AggregationOperator)
  }
}
