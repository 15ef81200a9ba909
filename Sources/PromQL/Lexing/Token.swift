/// The smallest part of an expression's text.
struct Token {
  enum Kind: Hashable {
    case end
    case identifier
    /// An identifier with a colon: a metric's name and nothing else.
    case metricIdentifier
    case keyword(Keyword)
    case number
    case duration
    case string
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
    case comma, colon, at
    /// `=`; outside braces it has no meaning.
    case assign
    case regexMatch, regexNoMatch
    /// An operator that is no word; `==` and `!=` in braces too.
    case symbol(BinaryOperator)
    /// Where the lexer stopped; its problem says why.
    case invalid
  }

  var kind: Kind
  var range: TextRange
}

/// Words that mean something by themselves where an operator or a modifier may stand. Elsewhere most of them are names.
enum Keyword: String, CaseIterable {
  case and, or, unless, atan2
  case avg, bottomk, count
  case countValues = "count_values"
  case group
  case limitRatio = "limit_ratio"
  case limitk, max, min, quantile
  case stddev, stdvar, sum, topk
  case bool, by, without, on, ignoring
  case groupLeft = "group_left"
  case groupRight = "group_right"
  case fill
  case fillLeft = "fill_left"
  case fillRight = "fill_right"
  case offset, anchored, smoothed
  case start, end, step, range
  case minOf = "min_of"
  case maxOf = "max_of"

  /// The keyword that a word is, in any case of its letters.
  static func of(_ word: some Collection<UInt8>) -> Keyword? {
    guard word.count <= longest else { return nil }
    return table[String(decoding: word.map(lowercased), as: UTF8.self)]
  }

  private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
  private static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// The operator between expressions that it is.
  var binaryOperator: BinaryOperator? {
    switch self {
    case .and: .and
    case .or: .or
    case .unless: .unless
    case .atan2: .atan2
    default: nil
    }
  }

  /// The aggregation that it is.
  var aggregation: AggregationOperator? { AggregationOperator(rawValue: rawValue) }

  /// Whether it may name a metric where an expression is expected.
  var isMetricName: Bool {
    switch self {
    case .bool, .on, .ignoring, .groupLeft, .groupRight, .atan2: false
    default: true
    }
  }

  /// Whether it is a function where a parenthesis follows.
  var isFunctionName: Bool {
    switch self {
    case .start, .end, .step, .range, .minOf, .maxOf: true
    default: false
    }
  }

  /// Whether it may stand in the brackets of a window.
  var isDurationWord: Bool {
    switch self {
    case .step, .range, .minOf, .maxOf: true
    default: false
    }
  }
}
