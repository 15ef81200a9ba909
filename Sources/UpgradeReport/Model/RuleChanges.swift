import Kubernetes

/// One alert or recording rule of one build.
public struct RuleReference: Sendable, Hashable {
  /// The PrometheusRule that holds it.
  public var object: ObjectReference
  /// The rule group's name.
  public var group: String
  /// What `alert` or `record` says.
  public var name: String
  /// The rule's own labels, sorted by name.
  public var labels: [Label]

  /// A label and its value.
  public struct Label: Sendable, Hashable {
    /// The label's name.
    public var name: String
    /// Its value, a template perhaps.
    public var value: String

    /// A label.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A rule by where it stands.
  public init(object: ObjectReference, group: String, name: String, labels: [Label]) {
    self.object = object
    self.group = group
    self.name = name
    self.labels = labels
  }
}

extension RuleReference: Comparable {
  /// A total order: object, group, name, labels.
  public static func < (a: RuleReference, b: RuleReference) -> Bool {
    if (a.object, a.group, a.name) != (b.object, b.group, b.name) {
      return (a.object, a.group, a.name) < (b.object, b.group, b.name)
    }
    return a.labels.lexicographicallyPrecedes(b.labels) { ($0.name, $0.value) < ($1.name, $1.value) }
  }
}

/// The alerts, or the recording rules, that came, went and changed.
public struct RuleChanges: Sendable, Hashable {
  /// Two sides of one rule.
  public struct Pair: Sendable, Hashable {
    /// The rule as it was.
    public var from: RuleReference
    /// The rule as it is now.
    public var to: RuleReference
    /// What differs besides group and name, in the order of the rule: `expr`, `for`, `labels.severity`, ….
    public var fields: [Field]

    /// A pair and what differs.
    public init(from: RuleReference, to: RuleReference, fields: [Field] = []) {
      self.from = from
      self.to = to
      self.fields = fields
    }

    /// Whether nothing but layout differs between the two sides, their places and names aside.
    public var isCosmetic: Bool { fields.allSatisfy(\.isCosmetic) }
  }

  /// One field of a rule that differs.
  public struct Field: Sendable, Hashable {
    /// As a path in the rule: `expr`, `for`, `keep_firing_for`, `labels.severity`, `annotations.summary`.
    public var name: String
    /// The old text; nil where there was none.
    public var from: String?
    /// The new text; nil where there is none any more.
    public var to: String?
    /// Whether only the layout differs.
    public var isCosmetic: Bool
    /// What the change is in words, where that is known: `threshold 0.05 -> 0.01`.
    public var meaning: [String]

    /// A field that differs.
    public init(name: String, from: String?, to: String?, isCosmetic: Bool = false, meaning: [String] = []) {
      self.name = name
      self.from = from
      self.to = to
      self.isCosmetic = isCosmetic
      self.meaning = meaning
    }
  }

  /// Rules that only the new side has.
  public var added: [RuleReference] = []
  /// Rules that only the old side has.
  public var removed: [RuleReference] = []
  /// Rules of the same group, name and labels (or labels changed) that differ.
  public var changed: [Pair] = []
  /// Rules that stand in another group or object; `fields` says what else differs.
  public var moved: [Pair] = []
  /// Rules whose name changed while the expression stayed, nearly, the same.
  public var renamed: [Pair] = []
  /// Names that only the new side has, sorted: those of rules that are new and of rules that were renamed. One name
  /// may stand for several rules.
  public var namesAdded: [String] = []
  /// Names that only the old side has, sorted: those of rules that are gone and of rules that were renamed.
  public var namesRemoved: [String] = []

  /// No change.
  public init() {}
}
