import Diagnostics
import ValueTree

/// What a scalar with or without a tag means.
enum ScalarTag {
  static let sequence = prefix + "seq"
  static let mapping = prefix + "map"
  private static let prefix = "tag:yaml.org,2002:"

  /// The value of a scalar in the place of a value.
  static func value(of event: Event, problems: ProblemReporter) throws -> Value {
    guard let tag = event.tag, !tag.isEmpty else {
      guard event.isPlain else { return .string(event.text) }
      switch CoreSchema.meaning(of: event.text) {
      case .value(let value): return value
      case .notFinite:
        throw problems.diagnostic(
          quoting: "'\(event.text)' is no number that JSON has", or: "a number that JSON does not have",
          at: event.mark, hint: "put it in quotes for a string")
      }
    }
    guard let value = try tagged(event, tag: tag, problems: problems) else {
      throw problems.diagnostic(
        quoting: "'\(event.text)' does not fit its tag \(shown(tag))", or: "a value does not fit its tag",
        at: event.mark)
    }
    return value
  }

  /// The value of a scalar in the place of a key, where only null is no string.
  static func keyValue(of event: Event, problems: ProblemReporter) throws -> Value {
    if let tag = event.tag, !tag.isEmpty { return try value(of: event, problems: problems) }
    return event.isPlain && CoreSchema.meaning(of: event.text) == .value(.null) ? .null : .string(event.text)
  }

  /// `tag:yaml.org,2002:int` as people write it: `!!int`.
  static func shown(_ tag: String) -> String {
    tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
  }

  /// The value that the tag asks for; nil where the text is none of its kind.
  private static func tagged(_ event: Event, tag: String, problems: ProblemReporter) throws -> Value? {
    switch shown(tag) {
    case "!", "!!str": return .string(event.text)
    case "!!int": return CoreSchema.number(event.text).flatMap { isWhole($0) ? .number($0) : nil }
    case "!!float": return CoreSchema.number(event.text).map { .number($0) }
    case "!!bool": return plain(event.text, is: .bool)
    case "!!null": return plain(event.text, is: .null)
    default:
      throw problems.diagnostic(
        quoting: "unknown tag \(shown(tag))", or: "unknown tag", at: event.mark,
        hint: "remove the tag: JSON has no values of such a kind")
    }
  }

  private static func isWhole(_ number: Number) -> Bool {
    !number.text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
  }

  private static func plain(_ text: String, is kind: ValueKind) -> Value? {
    if case .value(let value) = CoreSchema.meaning(of: text), value.kind == kind { value } else { nil }
  }
}
