/// An operator between two expressions.
public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case or, and, unless
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case trimUpper = "</"
  case trimLower = ">/"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case atan2
  case power = "^"

  /// How strongly it binds; a higher number binds more strongly.
  public var precedence: Int {
    switch self {
    case .or: 1
    case .and, .unless: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .trimUpper, .trimLower: 3
    case .add, .subtract: 4
    case .multiply, .divide, .modulo, .atan2: Self.productPrecedence
    case .power: Self.powerPrecedence
    }
  }

  /// That of `*`, and of a sign before an expression.
  static let productPrecedence = 5
  /// That of `^`, the strongest operator.
  static let powerPrecedence = 6
  /// That of a window behind an expression.
  static let suffixPrecedence = 7

  /// Whether `a ? b ? c` is `a ? (b ? c)`.
  public var isRightAssociative: Bool { self == .power }

  /// Whether it compares two values: filters, or gives 0 and 1 with `bool`.
  public var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// Whether it works on the label sets of two vectors.
  public var isSetOperator: Bool { self == .and || self == .or || self == .unless }
}

/// Which series of the two sides of an operation belong together.
public struct VectorMatching: Hashable, Sendable {
  /// The labels that count.
  public enum Labels: Hashable, Sendable {
    /// These alone.
    case on([LabelName])
    /// All but these; all where it is empty, which is the same as no clause.
    case ignoring([LabelName])

    /// The labels that are named, in their order.
    public var names: [LabelName] {
      switch self {
      case .on(let names), .ignoring(let names): names
      }
    }
  }

  /// The side that may have many series for one of the other, and the labels that it takes over from there.
  public enum Group: Hashable, Sendable {
    /// `group_left (…)`
    case left([LabelName])
    /// `group_right (…)`
    case right([LabelName])

    /// The labels that are taken over from the side of one.
    public var included: [LabelName] {
      switch self {
      case .left(let names), .right(let names): names
      }
    }
  }

  /// The labels that count.
  public var labels: Labels
  /// Nil for one-to-one, and for the set operators, which are many-to-many.
  public var group: Group?
  /// The value where the left side has no series for one of the right (experimental).
  public var fillLeft: NumberLiteral?
  /// The value where the right side has no series for one of the left (experimental).
  public var fillRight: NumberLiteral?

  /// One-to-one on all labels, unless told otherwise.
  public init(
    labels: Labels = .ignoring([]), group: Group? = nil, fillLeft: NumberLiteral? = nil, fillRight: NumberLiteral? = nil
  ) {
    self.labels = labels
    self.group = group
    self.fillLeft = fillLeft
    self.fillRight = fillRight
  }
}

/// `a / on (instance) group_left (nodename) b`
public struct BinaryOperation: Hashable, Sendable {
  /// What is done.
  public var `operator`: BinaryOperator
  /// The expression before the operator.
  public var left: Expression
  /// The expression behind the operator and its modifiers.
  public var right: Expression
  /// Which series belong together.
  public var matching: VectorMatching
  /// Whether a comparison gives 0 and 1 instead of filtering.
  public var returnsBool: Bool
  /// The operator alone.
  public var operatorRange: TextRange
  /// From the left to the right expression.
  public var range: TextRange

  /// An operation on two expressions.
  public init(
    _ left: Expression, _ operator: BinaryOperator, _ right: Expression, matching: VectorMatching = VectorMatching(),
    returnsBool: Bool = false, operatorRange: TextRange = .none, range: TextRange = .none
  ) {
    self.operator = `operator`
    self.left = left
    self.right = right
    self.matching = matching
    self.returnsBool = returnsBool
    self.operatorRange = operatorRange
    self.range = range
  }
}
