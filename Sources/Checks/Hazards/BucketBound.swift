import ValueTree

/// Values of `le` and `quantile` as Prometheus 3 stores them: whole numbers with a fraction.
///
///     BucketBound.stored("16")  // "16.0"
///
/// Source: `normalizeFloatsInLabelValues` of Prometheus' `model/textparse`; the number is Go's shortest form, with an
/// exponent from seven digits on.
enum BucketBound {
  /// The labels whose values are stored so: bounds of classic histograms, quantiles of summaries.
  static let labels: Set = ["le", "quantile"]

  /// What a whole number becomes; nil for a text that is none, or one of more digits than a Double keeps.
  static func stored(_ text: some StringProtocol) -> String? {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "0") }
    guard !text.isEmpty, text.utf8.count <= 15, text.utf8.allSatisfy(isDigit) else { return nil }
    guard digits.count >= 7 else { return (digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)) + ".0" }
    var mantissa = Array(digits)
    while mantissa.last == UInt8(ascii: "0") { mantissa.removeLast() }
    let exponent = digits.count - 1
    let fraction = String(decoding: mantissa.dropFirst(), as: UTF8.self)
    return String(decoding: mantissa.prefix(1), as: UTF8.self) + (fraction.isEmpty ? "" : "." + fraction)
      + "e+" + (exponent < 10 ? "0" : "") + String(exponent)
  }

  /// The whole numbers that stand in a regular expression, each once, in their order.
  static func wholeNumbers(in expression: String) -> [String] {
    expression.utf8.split { !isDigit($0) }.compactMap { String($0) }.uniqued()
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
