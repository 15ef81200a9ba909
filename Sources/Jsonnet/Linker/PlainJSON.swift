import ValueTree

/// JSON that is, as data, exactly what an import of it is evaluated to, but for one thing: the fields of data are
/// visible, those of code inherit whether they are. That shows where an object is added to one that hides a field of
/// the same name.
enum PlainJSON {
  /// libjsonnet's parser refuses deeply nested code, the reader of data does not.
  private static let depthLimit = 100

  /// The definition of a custom resource: upstream's are megabytes, and nobody adds them, or a part of them, to objects
  /// with hidden fields. nil for anything else, and for what `value` refuses.
  static func definition(_ bytes: [UInt8]) -> Value? {
    guard bytes.contains(kind.utf8), let value = value(bytes) else { return nil }
    return value["kind"]?.string == kind ? value : nil
  }

  private static let kind = "CustomResourceDefinition"

  /// What strict JSON without duplicate keys holds; nil where an import may make anything else of it: of halves of
  /// surrogate pairs, NUL characters, `-0`, numbers beyond the doubles, and a byte order mark.
  static func value(_ bytes: [UInt8]) -> Value? {
    guard !hasDoubtfulEscape(bytes), !bytes.starts(with: [0xEF, 0xBB, 0xBF]), !bytes.contains(0) else { return nil }
    var options = JSONReader.Options()
    options.depthLimit = depthLimit
    guard let value = try? JSONReader.read(bytes, options: options), hasPlainNumbers(value) else { return nil }
    return value
  }

  private static func hasDoubtfulEscape(_ bytes: [UInt8]) -> Bool {
    // Most files have no escape of the kind, and those that have have few.
    bytes.contains("\\u".utf8) && ["\\ud", "\\uD", "\\u0000"].contains { bytes.contains($0.utf8) }
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
