/// A tree of data: what JSON, YAML and an evaluated Jsonnet program have in common.
///
///     let labels: Value = ["app": "prometheus", "replicas": 2]
///     labels["replicas"]?.integer  // 2
///
/// Two values are equal when they mean the same: the order of an object's keys and the spelling of a number do not
/// count; strings are equal when their bytes are. Readers bound how deep a tree nests (512 levels unless told
/// otherwise). Every switch and every list over the cases keeps the order in which they stand here.
public enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
  case array([Value])
  case object(Object)
}

/// Equal by meaning, strings by their bytes: `String`'s own equality takes canonically equivalent texts for one.
extension Value {
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.string(let x), .string(let y)): x.hasSameBytes(as: y)
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)): x == y
    default: false
    }
  }
}

/// What a value is, in the words of JSON and for messages.
public enum ValueKind: String, Sendable, Hashable, CaseIterable {
  case null, bool, number, string, array, object
}

extension Value {
  /// How deep a tree may nest, whatever a reader is told: reading, comparing, hashing, writing and freeing one take
  /// stack for each level, and this many fit a thread's usual 8 MiB even in a debug build.
  public static let greatestDepth = 1000

  /// Which of the cases this is.
  public var kind: ValueKind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// Whether this is `null`, which is a value: a member that is not there is nil instead.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The boolean; nil for any other kind, as nothing is converted.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The number; nil for any other kind, a string of digits too.
  public var number: Number? {
    if case .number(let value) = self { value } else { nil }
  }

  /// The number as an integer, nil where it is none or does not fit.
  public var integer: Int? { number?.integer }

  /// The string; nil for any other kind, as nothing is converted.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The items; nil for any other kind.
  public var array: [Value]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members; nil for any other kind.
  public var object: Object? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member of an object; nil for a key that is not there and for a value that is no object.
  public subscript(key: String) -> Value? { object?[key] }

  /// The value at a path, nil where a step leads nowhere.
  public subscript(path: ValuePath) -> Value? {
    var value = self
    for step in path.steps {
      switch (step, value) {
      case (.key(let key), .object(let object)):
        guard let member = object[key] else { return nil }
        value = member
      case (.index(let index), .array(let items)):
        guard items.indices.contains(index) else { return nil }
        value = items[index]
      default: return nil
      }
    }
    return value
  }
}

/// Literals are the values that they look like.
extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .number(Number(value)) }
  public init(floatLiteral value: Double) { self = .number(Number(value)) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: Value...) { self = .array(elements) }
  /// A key that stands twice keeps its first place and its last value.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(Object(elements, uniquingKeysWith: { _, new in new }))
  }
}
