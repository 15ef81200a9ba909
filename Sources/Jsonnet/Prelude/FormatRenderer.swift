/// Fills the values into a format string, as `std.format` does.
enum FormatRenderer {
  /// The text; nil where the library has to do it.
  static func render(_ plan: FormatPlan, values: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let values = SerialisedReader.elements(of: values), values.count == plan.count else { return nil }
    var result: [UInt8] = []
    for (piece, index) in plan.pieces {
      switch piece {
      case .literal(let bytes): result.append(contentsOf: bytes)
      case .code(let code):
        guard let text = index < 0 ? [UInt8(ascii: "%")] : self.text(of: values[index], code) else { return nil }
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: max(0, code.width - length(text)))
        result.append(contentsOf: code.left ? text + padding : padding + text)
      }
    }
    return result
  }

  private static func text(of value: Slice<UnsafeBufferPointer<UInt8>>, _ code: FormatString.Code) -> [UInt8]? {
    let isString = value.first == UInt8(ascii: "\"")
    switch code.conversion {
    case .text:
      return isString ? SerialisedReader.decoded(value) : Array(value)
    case .character where isString:
      guard let text = SerialisedReader.decoded(value), length(text) == 1 else { return nil }
      return text
    default:
      // `true` and `null` are no numbers, and neither is what starts with a bracket.
      guard let number = Double(String(decoding: value, as: UTF8.self)), number.isFinite else { return nil }
      return NumberFormat(code).text(of: number)
    }
  }

  /// In Unicode scalars.
  private static func length(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
