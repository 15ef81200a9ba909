import ValueTree

/// JSON that `std.parseJson` reads exactly as an import of it is evaluated.
enum PlainJSON {
  /// libjsonnet's parser refuses deeply nested code, its JSON reader does not.
  private static let depthLimit = 100

  /// Strict JSON without duplicate keys, and without what the two take differently: halves of surrogate pairs, NUL
  /// characters, `-0`, which the reader takes for 0, numbers beyond the doubles, and a byte order mark.
  static func accepts(_ bytes: [UInt8]) -> Bool {
    let hasDoubtfulEscape = ["\\ud", "\\uD", "\\u0000"].contains { bytes.contains($0.utf8) }
    guard !hasDoubtfulEscape, !bytes.starts(with: [0xEF, 0xBB, 0xBF]), !bytes.contains(0) else { return false }
    var options = JSONReader.Options()
    options.depthLimit = depthLimit
    guard let value = try? JSONReader.read(bytes, options: options) else { return false }
    return hasPlainNumbers(value)
  }

  private static func hasPlainNumbers(_ value: Value) -> Bool {
    switch value {
    case .null, .bool, .string: true
    case .number(let number): number.double.isFinite && !(number.double == 0 && number.double.sign == .minus)
    case .array(let items): items.allSatisfy(hasPlainNumbers)
    case .object(let members): members.allSatisfy { hasPlainNumbers($0.value) }
    }
  }
}
