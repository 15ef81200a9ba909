/// The text of doubles.
public enum DoubleText {
  /// The shortest decimal text that reads back to the same finite double; whole numbers without point and exponent.
  ///
  ///     DoubleText.shortest(0.1)     // "0.1"
  ///     DoubleText.shortest(1e21)    // "1000000000000000000000"
  ///     DoubleText.shortest(1.5e-7)  // "1.5e-07"
  public static func shortest(_ value: Double) -> String {
    // Swift's own description is the shortest form; it differs in `.0` and in the exponent of whole numbers.
    let text = value.description
    if text.hasSuffix(".0") { return String(text.dropLast(2)) }
    guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]), exponent > 0
    else { return text }
    let mantissa = text[..<mark]
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let parts = mantissa.drop(while: { $0 == "-" }).split(separator: ".")
    let fraction = parts.count > 1 && parts[1] != "0" ? parts[1] : ""
    // Beyond 2^53 every double is whole, so the fraction never has more digits than the exponent moves.
    return sign + parts[0] + fraction + String(repeating: "0", count: max(0, exponent - fraction.count))
  }
}
