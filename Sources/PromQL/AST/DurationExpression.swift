/// The length of a window or an offset: `5m`, or arithmetic on durations as `[5m * 2]` (Prometheus 3.4 and later).
public indirect enum DurationExpression: Hashable, Sendable {
  /// Arithmetic operators between durations.
  public enum Arithmetic: String, Sendable, Hashable, CaseIterable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", modulo = "%", power = "^"

    /// That of the same operator between expressions.
    var binaryOperator: BinaryOperator {
      switch self {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .divide: .divide
      case .modulo: .modulo
      case .power: .power
      }
    }
  }

  /// What the query says about itself.
  public enum Keyword: String, Sendable, Hashable {
    case step, range
  }

  /// The lesser or the greater of two durations.
  public enum Extremum: String, Sendable, Hashable {
    case minOf = "min_of", maxOf = "max_of"
  }

  /// `5m`, or `300`. What is not part of arithmetic counts as written as a duration.
  case literal(NumberLiteral)
  /// `step()`: the query's step; `range()`: its length.
  case keyword(Keyword, range: TextRange)
  /// `-step()`; a signed number is a number.
  case negation(DurationExpression, range: TextRange)
  /// `(…)`
  case parentheses(DurationExpression, range: TextRange)
  /// `5m * 2`
  case arithmetic(DurationExpression, Arithmetic, DurationExpression, range: TextRange)
  /// `max_of(step(), 5m)`
  case extremum(Extremum, DurationExpression, DurationExpression, range: TextRange)

  /// A duration in seconds, as a whole window or offset.
  public static func seconds(_ value: Double, range: TextRange = .none) -> DurationExpression {
    .literal(NumberLiteral(value, isDuration: true, range: range))
  }

  /// The length in seconds where it is a plain number.
  public var seconds: Double? {
    guard case .literal(let number) = self else { return nil }
    return number.value
  }

  /// Where it stands.
  public var range: TextRange {
    switch self {
    case .literal(let number): number.range
    case .keyword(_, let range), .negation(_, let range), .parentheses(_, let range): range
    case .arithmetic(_, _, _, let range), .extremum(_, _, _, let range): range
    }
  }
}
