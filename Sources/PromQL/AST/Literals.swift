/// `0.5`, `0x1F`, `Inf`, or a duration as a number of seconds: `5m`.
public struct NumberLiteral: Sendable {
  /// Durations in seconds.
  public var value: Double
  /// Whether it is written as a duration.
  public var isDuration: Bool
  /// With its sign.
  public var range: TextRange

  /// A number.
  public init(_ value: Double, isDuration: Bool = false, range: TextRange = .none) {
    self.value = value
    self.isDuration = isDuration
    self.range = range
  }

  /// Whether it is written with a minus sign: -0 is, NaN never is.
  var isNegative: Bool { value.sign == .minus && !value.isNaN }

  /// The bits that tell two numbers apart: every NaN is the same, 0 and -0 are not.
  private var bits: UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }
}

extension NumberLiteral: Hashable {
  public static func == (a: NumberLiteral, b: NumberLiteral) -> Bool {
    a.bits == b.bits && a.isDuration == b.isDuration && a.range == b.range
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(bits)
    hasher.combine(isDuration)
    hasher.combine(range)
  }
}

/// `"text"`, `'text'` or `` `text` ``
public struct StringLiteral: Hashable, Sendable {
  /// Escapes resolved. Bytes that are no UTF-8 (`"\xff"`) are U+FFFD.
  public var value: String
  /// With its quotes.
  public var range: TextRange

  /// A text.
  public init(_ value: String, range: TextRange = .none) {
    self.value = value
    self.range = range
  }
}
