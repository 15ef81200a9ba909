import ValueTree

/// An amount as Kubernetes writes it (`resource.Quantity`): `500m`, `1.5Gi`, `1e3`, 2.
///
///     Quantity("1Gi") == Quantity("1024Mi")  // true
///
/// Equal amounts are equal, however they are written.
public struct Quantity: Sendable, Hashable {
  /// The amount is `digits` times ten to the power of `exponent`; `digits` has no trailing zero.
  private var isNegative: Bool
  private var digits: UInt128
  private var exponent: Int

  /// The amount that a string or a number stands for; nil for any other value.
  public init?(_ value: Value) {
    switch value {
    case .string(let text): self.init(text)
    case .number(let number): self.init(number.text)
    default: return nil
    }
  }

  /// Reads a quantity; nil where the text is none, has more than 18 digits, or an exponent beyond any use.
  public init?(_ text: String) {
    var rest = Substring(text)
    isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    var mantissa: UInt128 = 0
    var count = 0
    var scale = 0
    var isFraction = false
    while let byte = rest.utf8.first {
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        mantissa = mantissa * 10 + UInt128(byte - UInt8(ascii: "0"))
        count += 1
        if isFraction { scale -= 1 }
      } else {
        break
      }
      guard count <= 18 else { return nil }
      rest = rest.dropFirst()
    }
    guard count > 0, let suffix = Self.suffix(rest) else { return nil }
    // At most 10^18 times 2^60, which is below 2^128.
    digits = mantissa << suffix.binary
    exponent = scale + suffix.decimal
    while digits > 0, digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    if digits == 0 {
      exponent = 0
      isNegative = false
    }
  }

  /// The number of bytes that Prometheus reads in a size: `50GB`, where every unit is a power of 1024, `50GiB` too.
  public init?(bytes text: String) {
    guard text.hasSuffix("B") else { return nil }
    let size = text.dropLast()
    guard let unit = size.last, "KMGTPE".contains(unit) else {
      self.init(String(size))
      return
    }
    self.init(size + "i")
  }

  /// The powers of two and ten that a suffix multiplies with.
  private static func suffix(_ text: Substring) -> (binary: Int, decimal: Int)? {
    switch text {
    case "": return (0, 0)
    case "Ki": return (10, 0)
    case "Mi": return (20, 0)
    case "Gi": return (30, 0)
    case "Ti": return (40, 0)
    case "Pi": return (50, 0)
    case "Ei": return (60, 0)
    case "n": return (0, -9)
    case "u": return (0, -6)
    case "m": return (0, -3)
    case "k": return (0, 3)
    case "M": return (0, 6)
    case "G": return (0, 9)
    case "T": return (0, 12)
    case "P": return (0, 15)
    case "E": return (0, 18)
    default:
      guard text.first == "e" || text.first == "E", let power = Int(text.dropFirst()), abs(power) <= 1000 else {
        return nil
      }
      return (0, power)
    }
  }
}

extension Quantity: Comparable {
  /// By amount.
  public static func < (a: Quantity, b: Quantity) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? isSmaller(b, a) : isSmaller(a, b)
  }

  private static func isSmaller(_ a: Quantity, _ b: Quantity) -> Bool {
    let exponent = min(a.exponent, b.exponent)
    // What is beyond 128 bits with the smaller exponent is the greater amount: both cannot be, as one is not scaled.
    guard let x = a.digits(scaledTo: exponent) else { return false }
    return b.digits(scaledTo: exponent).map { x < $0 } ?? true
  }

  private func digits(scaledTo smaller: Int) -> UInt128? {
    var digits = digits
    for _ in 0..<(digits == 0 ? 0 : exponent - smaller) {
      let (product, isTooLarge) = digits.multipliedReportingOverflow(by: 10)
      if isTooLarge { return nil }
      digits = product
    }
    return digits
  }
}
