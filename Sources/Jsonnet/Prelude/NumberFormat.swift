import Glibc

/// Numbers in `std.format`: the library's own arithmetic step by step, so that its rounding comes out the same.
struct NumberFormat {
  private let code: FormatString.Code
  /// The width to fill with zeros.
  private let zeroPad: Int

  init(_ code: FormatString.Code) {
    self.code = code
    zeroPad = code.zero && !code.left ? code.width : 0
  }

  /// Nil where the library has to do it: for numbers that it fails on, or that take it long.
  func text(of value: Double) -> [UInt8]? {
    let minDigits = code.precision ?? 0
    switch code.conversion {
    case .integer, .octal:
      let isOctal = code.conversion == .octal
      return integer(
        isNegative: value <= -1, magnitude: floor(abs(value)), minChars: zeroPad, minDigits: minDigits,
        blank: code.blank, plus: code.plus, radix: isOctal ? 8 : 10,
        prefix: isOctal && code.alternative ? "0" : "")
    case .hexadecimal: return hexadecimal(floor(value), minDigits: minDigits)
    case .decimal: return decimal(value, zeroPad: zeroPad, trailing: true, precision: code.precision ?? 6)
    case .scientific: return scientific(value, trailing: true, precision: code.precision ?? 6)
    case .general: return general(value)
    case .character: return character(value)
    case .text, .percent: return nil
    }
  }

  /// Beyond it the library's recursion over the digits comes near the limit of its stack.
  private static let largest = 1e64

  /// `render_int`.
  private func integer(
    isNegative: Bool, magnitude: Double, minChars: Int, minDigits: Int, blank: Bool, plus: Bool, radix: Double,
    prefix: String
  ) -> [UInt8]? {
    guard magnitude >= 0, magnitude < Self.largest else { return nil }
    var digits: [UInt8] = []
    var rest = magnitude
    while rest != 0 {
      digits.append(UInt8(ascii: "0") + UInt8(fmod(rest, radix)))
      rest = floor(rest / radix)
    }
    let number = digits.isEmpty ? [UInt8(ascii: "0")] : Array(prefix.utf8) + digits.reversed()
    let width = max(minChars - (isNegative || blank || plus ? 1 : 0), minDigits)
    return sign(isNegative, blank: blank, plus: plus) + zeros(width - number.count) + number
  }

  /// `render_hex`.
  private func hexadecimal(_ value: Double, minDigits: Int) -> [UInt8]? {
    let numerals = Array((code.capitals ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    let isNegative = value < 0
    var rest = abs(value)
    guard rest < Self.largest else { return nil }
    var digits: [UInt8] = rest == 0 ? [UInt8(ascii: "0")] : []
    while rest != 0 {
      digits.append(numerals[Int(fmod(rest, 16))])
      rest = floor(rest / 16)
    }
    let mark = code.alternative ? Array((code.capitals ? "0X" : "0x").utf8) : []
    let signed = isNegative || code.blank || code.plus ? 1 : 0
    let width = max(zeroPad - signed - mark.count, minDigits)
    return sign(isNegative, blank: code.blank, plus: code.plus) + mark + zeros(width - digits.count)
      + digits.reversed()
  }

  /// `render_float_dec`.
  private func decimal(_ value: Double, zeroPad: Int, trailing: Bool, precision: Int) -> [UInt8]? {
    guard precision >= 0 else { return nil }
    let denominator = pow(10, Double(precision))
    let product = abs(value) * denominator
    let numerator = product + 0.5
    guard product.isFinite, numerator.isFinite else { return nil }
    let whole = value == 0 ? 0 : floor(numerator / denominator)
    let fraction = fmod(floor(numerator), denominator)
    let dotSize = precision == 0 && !code.alternative ? 0 : 1
    guard
      var text = integer(
        isNegative: value < 0, magnitude: whole, minChars: zeroPad - precision - dotSize, minDigits: 0,
        blank: code.blank, plus: code.plus, radix: 10, prefix: "")
    else { return nil }
    guard precision > 0 else { return code.alternative ? text + [UInt8(ascii: ".")] : text }
    guard trailing || fraction > 0 else { return text }
    guard
      var digits = integer(
        isNegative: false, magnitude: fraction, minChars: precision, minDigits: 0, blank: false, plus: false,
        radix: 10, prefix: "")
    else { return nil }
    if !trailing {
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    }
    text.append(UInt8(ascii: "."))
    return text + digits
  }

  /// `render_float_sci`.
  private func scientific(_ value: Double, trailing: Bool, precision: Int) -> [UInt8]? {
    let exponent = value == 0 ? 0 : floor(log(abs(value)) / log(10))
    guard
      let digits = integer(
        isNegative: exponent < 0, magnitude: abs(exponent), minChars: 3, minDigits: 0, blank: false, plus: true,
        radix: 10, prefix: "")
    else { return nil }
    let suffix = [UInt8(ascii: code.capitals ? "E" : "e")] + digits
    // pow(10, -324) is 0.
    let mantissa = exponent == -324 ? value * 10 / pow(10, exponent + 1) : value / pow(10, exponent)
    guard mantissa.isFinite else { return nil }
    return decimal(mantissa, zeroPad: zeroPad - suffix.count, trailing: trailing, precision: precision)
      .map { $0 + suffix }
  }

  private func general(_ value: Double) -> [UInt8]? {
    let precision = code.precision ?? 6
    let exponent = floor(log(abs(value)) / log(10))
    guard exponent.isFinite, precision > 0 else { return nil }
    if exponent < -4 || exponent >= Double(precision) {
      return scientific(value, trailing: code.alternative, precision: precision - 1)
    }
    let digits = max(1, Int(exponent) + 1)
    return decimal(value, zeroPad: zeroPad, trailing: code.alternative, precision: precision - digits)
  }

  /// `std.char`, without NUL and halves of pairs.
  private func character(_ value: Double) -> [UInt8]? {
    guard let number = UInt32(exactly: value), number > 0, let scalar = Unicode.Scalar(number) else { return nil }
    return Array(String(Character(scalar)).utf8)
  }

  private func sign(_ isNegative: Bool, blank: Bool, plus: Bool) -> [UInt8] {
    isNegative ? [UInt8(ascii: "-")] : plus ? [UInt8(ascii: "+")] : blank ? [UInt8(ascii: " ")] : []
  }

  private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: "0"), count: max(0, count)) }
}
