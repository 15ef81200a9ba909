import ValueTree

/// One keyword of a schema that says which values are valid, and how to tell a narrower rule from a wider one.
struct SchemaConstraint: Sendable {
  /// What became of a rule.
  enum Verdict: Sendable, Hashable {
    case same
    case looser
    /// The old and the new rule, as far as they differ.
    case tighter(from: Value?, to: Value?)
  }

  private enum Rule: Sendable {
    /// A lower bound: a greater one is narrower.
    case atLeast
    /// An upper bound: a smaller one is narrower.
    case atMost
    /// Any other value may refuse what the old one took.
    case exact
    /// A list of what is allowed: fewer are narrower.
    case choices
    /// A list of conditions: more are narrower.
    case conditions
    /// A switch that refuses when it is on.
    case refusing
    /// A switch that allows when it is on.
    case allowing
    /// The type, or several under the name of an extension.
    case type
    /// What an object may hold beside its named fields.
    case others
    /// Whether items of a list must differ: `set` and `map` ask for that.
    case listType
    /// What makes the items of a `map` differ.
    case listKeys
  }

  /// As the schema writes it.
  let keyword: String
  private let rule: Rule

  /// In the order in which a person asks: the type first, conditions last.
  static let all: [SchemaConstraint] =
    [
      SchemaConstraint(keyword: "type", rule: .type), SchemaConstraint(keyword: "format", rule: .exact),
      SchemaConstraint(keyword: "nullable", rule: .allowing), SchemaConstraint(keyword: "enum", rule: .choices),
      SchemaConstraint(keyword: "pattern", rule: .exact), SchemaConstraint(keyword: "multipleOf", rule: .exact),
    ]
    + ["minLength", "minimum", "minItems", "minProperties"].map { SchemaConstraint(keyword: $0, rule: .atLeast) }
    + ["maxLength", "maximum", "maxItems", "maxProperties"].map { SchemaConstraint(keyword: $0, rule: .atMost) }
    + ["exclusiveMinimum", "exclusiveMaximum", "uniqueItems"].map { SchemaConstraint(keyword: $0, rule: .refusing) }
    + [
      SchemaConstraint(keyword: "additionalProperties", rule: .others),
      SchemaConstraint(keyword: "x-kubernetes-preserve-unknown-fields", rule: .allowing),
      SchemaConstraint(keyword: "x-kubernetes-list-type", rule: .listType),
      SchemaConstraint(keyword: "x-kubernetes-list-map-keys", rule: .listKeys),
    ]
    + ["anyOf", "oneOf", "allOf", "not"].map { SchemaConstraint(keyword: $0, rule: .exact) }
    + [SchemaConstraint(keyword: "x-kubernetes-validations", rule: .conditions)]

  /// What became of this rule between two schemas of one field.
  func verdict(from: Object, to: Object) -> Verdict {
    let old = from[keyword], new = to[keyword]
    switch rule {
    case .atLeast: return Self.bound(old, new) { $0 < $1 }
    case .atMost: return Self.bound(old, new) { $0 > $1 }
    case .exact:
      if old == new { return .same }
      return new == nil ? .looser : .tighter(from: old, to: new)
    case .choices: return Self.choices(old, new)
    case .conditions: return Self.conditions(old, new)
    case .refusing: return Self.toggle(old, new, refuses: true)
    case .allowing: return Self.toggle(old, new, refuses: false)
    case .type: return Self.types(from, to)
    case .others: return Self.others(old, new)
    case .listType: return Self.listType(old, new)
    case .listKeys:
      // Where the list's type is another too, that says it already.
      let type = "x-kubernetes-list-type"
      return old == new || from[type] != to[type] ? .same : .tighter(from: old, to: new)
    }
  }

  private static func bound(_ old: Value?, _ new: Value?, isNarrower: (Double, Double) -> Bool) -> Verdict {
    if old == new { return .same }
    guard let limit = new?.number?.double else { return .looser }
    guard let before = old?.number?.double else { return .tighter(from: old, to: new) }
    return isNarrower(before, limit) ? .tighter(from: old, to: new) : .looser
  }

  private static func choices(_ old: Value?, _ new: Value?) -> Verdict {
    if old == new { return .same }
    guard let allowed = new?.array else { return .looser }
    guard let before = old?.array else { return .tighter(from: nil, to: new) }
    let now = Set(allowed)
    let gone = before.filter { !now.contains($0) }
    if gone.isEmpty { return now.count > Set(before).count ? .looser : .same }
    return .tighter(from: .array(gone), to: nil)
  }

  private static func conditions(_ old: Value?, _ new: Value?) -> Verdict {
    if old == new { return .same }
    let before = Set(rules(old)), now = rules(new)
    let more = now.filter { !before.contains($0) }
    if more.isEmpty { return before.isSubset(of: now) ? .same : .looser }
    return .tighter(from: nil, to: .array(more.map(Value.string)))
  }

  private static func rules(_ value: Value?) -> [String] { (value?.array ?? []).compactMap { $0["rule"]?.string } }

  private static func toggle(_ old: Value?, _ new: Value?, refuses: Bool) -> Verdict {
    let before = old?.bool ?? false, now = new?.bool ?? false
    if before == now { return .same }
    return now == refuses ? .tighter(from: old, to: new) : .looser
  }

  private static func types(_ from: Object, _ to: Object) -> Verdict {
    let old = type(from), new = type(to)
    if old == new { return .same }
    guard let new else { return .looser }
    let wider = ["integer": ["number", Self.integerOrString], "string": [Self.integerOrString]]
    let isWider = old.map { wider[$0, default: []].contains(new) } ?? false
    return isWider ? .looser : .tighter(from: old.map(Value.string), to: .string(new))
  }

  private static func type(_ schema: Object) -> String? {
    schema["x-kubernetes-int-or-string"] == true ? integerOrString : schema["type"]?.string
  }

  private static let integerOrString = "integer or string"

  /// What a structural schema does not name is dropped: no `additionalProperties` is as much as `false`.
  private static func others(_ old: Value?, _ new: Value?) -> Verdict {
    let before = freedom(old), now = freedom(new)
    if before == now { return .same }
    return now < before ? .tighter(from: old, to: new) : .looser
  }

  /// 0 for no other fields, 1 for such that a schema describes, 2 for any.
  private static func freedom(_ value: Value?) -> Int {
    switch value {
    case .bool(true)?: 2
    case .object?: 1
    default: 0
    }
  }

  private static func listType(_ old: Value?, _ new: Value?) -> Verdict {
    let before = old?.string ?? "atomic", now = new?.string ?? "atomic"
    if before == now { return .same }
    return now == "atomic" ? .looser : .tighter(from: old, to: new)
  }
}
