/// The values that a sample may have: from one number to another. NaN may always be among them, which no comparison but
/// `!=` lets through.
struct ValueRange: Sendable, Hashable {
  var low: Double
  var high: Double
  /// Whether `low` itself is not among them.
  var isLowOpen = false
  /// Whether `high` itself is not among them.
  var isHighOpen = false
  /// Whether they are whole numbers.
  var isWhole = false

  /// All numbers.
  static let all = ValueRange(low: -.infinity, high: .infinity)
  /// What a comparison with `bool` gives, and `up`.
  static let flag = ValueRange(low: 0, high: 1, isWhole: true)
  /// Numbers of things, of which there is at least one.
  static let count = ValueRange(low: 1, high: .infinity, isWhole: true)
  /// Everything from 0.
  static let notNegative = ValueRange(low: 0, high: .infinity)

  /// One number.
  static func exactly(_ value: Double) -> ValueRange {
    value.isNaN ? .all : ValueRange(low: value, high: value, isWhole: value.rounded() == value)
  }

  /// Values of the one or the other.
  func union(_ other: ValueRange) -> ValueRange {
    // What is no edge of the whole does not count.
    let lowest = min(low, other.low), highest = max(high, other.high)
    return ValueRange(
      low: lowest, high: highest,
      isLowOpen: (isLowOpen || low > lowest) && (other.isLowOpen || other.low > lowest),
      isHighOpen: (isHighOpen || high < highest) && (other.isHighOpen || other.high < highest),
      isWhole: isWhole && other.isWhole)
  }

  /// The same with the other sign.
  var negated: ValueRange {
    ValueRange(low: -high, high: -low, isLowOpen: isHighOpen, isHighOpen: isLowOpen, isWhole: isWhole)
  }

  /// Whether no value of this is greater than one of the other.
  func isNeverGreater(than other: ValueRange) -> Bool { high <= other.low }

  /// Whether no value of this is as great as one of the other, or greater.
  func isNeverAtLeast(_ other: ValueRange) -> Bool {
    high < other.low || high == other.low && (isHighOpen || other.isLowOpen)
  }

  /// Whether the two have no value in common.
  func isApart(from other: ValueRange) -> Bool {
    if isNeverAtLeast(other) || other.isNeverAtLeast(self) { return true }
    return isWhole && other.isBroken || other.isWhole && isBroken
  }

  /// Whether it is one number that is not whole.
  private var isBroken: Bool { low == high && low.rounded() != low }
}
