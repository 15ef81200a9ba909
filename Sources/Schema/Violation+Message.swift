import Diagnostics
import ValueTree

/// All prose about violations.
extension Violation {
  /// What is wrong, as one sentence: `'prometheus.replicas' must be a whole number, found the string "two"`.
  ///
  /// - Parameters:
  ///   - noun: what the schema's keys are called.
  ///   - root: what the whole value is called.
  public func message(noun: String = "key", root: String = "the value") -> String {
    let name = path.steps.isEmpty ? root : "'\(path)'"
    switch problem {
    case .wrongType(let expected, _, let found), .wrongForm(let expected, let found):
      return "\(name) must be \(expected), found \(ValueWords.found(found))"
    case .notAllowed(let choices, let found):
      return "\(name) must be \(ValueWords.choices(choices)), found \(ValueWords.found(found))"
    case .unknownKey: return "unknown \(noun) \(name)"
    case .missingKey: return "missing \(noun) \(name)"
    case .wrongKey(let expected): return "\(name) has a name that is not allowed: it must be \(expected)"
    case .outOfRange(let least, let most, let found):
      return "\(name) must be \(ValueWords.range(least?.text, most?.text)), found \(ValueWords.found(found))"
    case .wrongLength(let least, let most, let found):
      if least == 1, found == "" { return "\(name) must not be empty" }
      return "\(name) must have \(ValueWords.range(least, most, of: "characters")), found \(ValueWords.found(found))"
    case .wrongCount(let least, let most, let found):
      let (unit, count) = found.array.map { ("items", $0.count) } ?? ("members", found.object?.count ?? 0)
      if least == 1, count == 0 { return "\(name) must not be empty" }
      return "\(name) must have \(ValueWords.range(least, most, of: unit)), found \(count)"
    case .duplicateItem(let found): return "\(name) repeats \(ValueWords.found(found))"
    case .ambiguous(let expected): return "\(name) must be only one of: \(expected)"
    }
  }

  /// How to mend it, where that is known.
  public var hint: String? {
    switch problem {
    case .unknownKey(let known):
      guard case .key(let key) = path.steps.last else { return nil }
      return Suggestion.hint(for: key, in: known)
    case .missingKey(let expected): return expected.map { "it must be \($0)" }
    case .notAllowed(let choices, .string(let found)):
      return Suggestion.nearest(to: found, in: choices.compactMap(\.string)).map { "did you mean '\($0)'?" }
    case .wrongType(_, let text?, let found):
      return text == JSONWriter.compact(found) ? "put it in quotes" : "write it in quotes: '\(text)'"
    default: return nil
    }
  }
}

/// Values and types in words.
enum ValueWords {
  /// `the string "two"`, `the number 3`, `true`, `null`, `a list`, `a map`.
  static func found(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let number): "the number \(number.text)"
    case .string(let text): text.isEmpty ? "an empty string" : "the string \(JSONWriter.quoted(shortened(text)))"
    case .array(let items): items.isEmpty ? "an empty list" : "a list"
    case .object(let members): members.isEmpty ? "an empty map" : "a map"
    }
  }

  /// `a string`, `a whole number or a string`; `null` is left out where it is not the only type.
  static func types(_ types: [SchemaType]) -> String {
    let shown = types.filter { $0 != .null }
    return shown.isEmpty ? "null" : list(shown.map(words(for:)))
  }

  /// `a`, `a or b`, `a, b or c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// `one of aws, gcp`, or the only choice itself.
  static func choices(_ choices: [Value]) -> String {
    let words = choices.filter { !$0.isNull }.map { $0.string ?? JSONWriter.compact($0) }
    return words.count == 1 ? words[0] : "one of " + words.joined(separator: ", ")
  }

  /// `at least 1`, `at most 9`, `from 1 to 9`, each with its unit where given.
  static func range<Bound: CustomStringConvertible>(_ least: Bound?, _ most: Bound?, of unit: String? = nil) -> String {
    let text =
      switch (least, most) {
      case (let least?, let most?): "from \(least) to \(most)"
      case (let least?, nil): "at least \(least)"
      case (nil, let most?): "at most \(most)"
      case (nil, nil): "any number"
      }
    return unit.map { "\(text) \($0)" } ?? text
  }

  private static func words(for type: SchemaType) -> String {
    switch type {
    case .null: "null"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "a map"
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 60 ? text : text.prefix(60) + "…"
  }
}
