import ValueTree

/// One (sub)schema, parsed. Keywords that are absent are nil or empty.
struct SchemaNode: Sendable {
  /// `#/$defs/NAME`: all that is said there holds too.
  var reference: String?
  var types: [SchemaType] = []
  var allowed: [Value]?
  var constant: Value?

  var properties: [String: SchemaNode] = [:]
  /// The names of `properties` as written.
  var propertyOrder: [String] = []
  var required: [String] = []
  var patternProperties: [(pattern: Pattern, node: SchemaNode)] = []
  var additional: Additional = .anything
  var names: Indirect<SchemaNode>?
  var propertyCount = Bounds<Int>()

  var items: Indirect<SchemaNode>?
  var itemCount = Bounds<Int>()
  var itemsAreUnique = false

  var pattern: Pattern?
  var length = Bounds<Int>()
  var range = Bounds<Number>()

  var anyOf: [SchemaNode] = []
  var oneOf: [SchemaNode] = []
  /// The schema `false`: nothing satisfies it.
  var isForbidden = false

  var defaultValue: Value?
  var examples: [Value] = []
  var summary: String?
  /// The expected form in words, such as `a duration such as 15d or 2h30m`.
  var expected: String?

  /// What `additionalProperties` says about keys that nothing else names.
  enum Additional: Sendable {
    case anything
    case nothing
    case node(Indirect<SchemaNode>)
  }
}

/// The types of JSON Schema.
enum SchemaType: String, Sendable, CaseIterable {
  case null, boolean, integer, number, string, array, object

  func accepts(_ value: Value) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.number, .number), (.string, .string), (.array, .array),
      (.object, .object):
      true
    case (.integer, .number(let number)): number.isWhole
    default: false
    }
  }
}

extension Number {
  /// Whether it is an integer, however large.
  var isWhole: Bool {
    text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

/// A smallest and a largest value, each where given.
struct Bounds<Bound: Sendable>: Sendable {
  var least: Bound?
  var most: Bound?
}

/// Breaks the recursion of a value type.
final class Indirect<Wrapped: Sendable>: Sendable {
  let value: Wrapped

  init(_ value: Wrapped) { self.value = value }
}
