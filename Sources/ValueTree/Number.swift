/// A number as JSON and YAML know it.
///
/// An integer keeps every digit that was written, however many. Any other literal is the nearest double and prints in
/// the shortest decimal form that reads back to it; one beyond the range of doubles keeps its text. Numbers are equal
/// when their texts are, and `-0` equals `0`.
///
///     Number(literal: "0.10000000000000001")?.text    // "0.1"
///     Number(literal: "1e3")?.text                    // "1000"
///     Number(literal: "123456789012345678901")?.text  // "123456789012345678901"
public struct Number: Sendable {
  /// Each number has one storage only, so that equality and hashing go by it.
  private enum Storage: Sendable {
    case integer(Int)
    /// A finite fraction, never a whole number.
    case fraction(Double)
    /// The digits of an integer that `Int` cannot hold, `-0`, or a literal that no finite double is near.
    case literal(String)
  }

  private var storage: Storage

  /// An integer: every `Int` is kept exactly.
  public init(_ value: Int) { storage = .integer(value) }

  /// A finite double. JSON has no other: an infinity or NaN is a caller's bug, and traps.
  public init(_ value: Double) {
    precondition(value.isFinite, "a JSON number is finite")
    storage = Self.storage(of: value)
  }

  /// Reads a literal by JSON's grammar (`-?int frac? exp?`); nil where the text is none.
  public init?(literal text: some StringProtocol) {
    guard let shape = NumberLiteral(text.utf8) else { return nil }
    switch shape {
    case .integer:
      storage = Self.storage(ofInteger: String(text))
    case .fraction:
      guard let value = Double(text), value.isFinite else {
        storage = .literal(String(text))
        return
      }
      storage = Self.storage(of: value)
    }
  }

  private static func storage(of value: Double) -> Storage {
    if abs(value) <= 9_007_199_254_740_992 {
      let whole = Int(value)
      guard Double(whole) == value else { return .fraction(value) }
      if whole != 0 || value.sign == .plus { return .integer(whole) }
    }
    // From 2^53 on every double is whole, and its shortest text, not its exact value, is the number.
    return storage(ofInteger: DoubleText.shortest(value))
  }

  private static func storage(ofInteger digits: String) -> Storage {
    guard let value = Int(digits), digits != "-0" else { return .literal(digits) }
    return .integer(value)
  }

  /// The value as an `Int`; nil where it is a fraction or does not fit.
  public var integer: Int? {
    switch storage {
    case .integer(let value): value
    case .fraction: nil
    case .literal(let text): text == "-0" ? 0 : nil
    }
  }

  /// The nearest double; infinite for a literal beyond their range.
  public var double: Double {
    switch storage {
    case .integer(let value): Double(value)
    case .fraction(let value): value
    case .literal(let text): Double(text) ?? (text.hasPrefix("-") ? -.infinity : .infinity)
    }
  }

  /// The canonical text: integers without exponent, doubles in their shortest form.
  public var text: String {
    switch storage {
    case .integer(let value): String(value)
    case .fraction(let value): DoubleText.shortest(value)
    case .literal(let text): text
    }
  }
}

/// Equal by value, as far as `Number` keeps it; `-0` equals `0`.
extension Number: Hashable {
  public static func == (a: Number, b: Number) -> Bool {
    switch (a.storage, b.storage) {
    case (.fraction(let x), .fraction(let y)): x == y
    case (.literal(let x), .literal(let y)): x == y
    // The zero with a sign equals the one without.
    default: a.integer != nil && a.integer == b.integer
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch storage {
    case .fraction(let value): hasher.combine(value)
    default:
      if let integer { hasher.combine(integer) } else { hasher.combine(text) }
    }
  }
}

/// The two shapes of JSON's number grammar.
private enum NumberLiteral {
  case integer, fraction

  init?(_ bytes: some Collection<UInt8>) {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard let first = rest.first, Self.isDigit(first) else { return nil }
    rest = first == UInt8(ascii: "0") ? rest.dropFirst() : rest.drop(while: Self.isDigit)
    guard !rest.isEmpty else {
      self = .integer
      return
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard let next = rest.first, Self.isDigit(next) else { return nil }
      rest = rest.drop(while: Self.isDigit)
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard let next = rest.first, Self.isDigit(next) else { return nil }
      rest = rest.drop(while: Self.isDigit)
    }
    guard rest.isEmpty else { return nil }
    self = .fraction
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
