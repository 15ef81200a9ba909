import ValueTree

/// What differs between two schemas of one version of a resource, for the objects that they describe.
struct SchemaDifference: Sendable, Hashable {
  /// A rule for values that became narrower, or that is another and may refuse what the old one took.
  struct Tightening: Sendable, Hashable {
    /// The field.
    var path: SchemaPath
    /// The schema's keyword, as `minLength` or `enum`.
    var keyword: String
    /// What it said before; nil where there was no such rule.
    var from: Value?
    /// What it says now; nil where what it allowed is no longer allowed.
    var to: Value?
  }

  /// A field whose default is another.
  struct Default: Sendable, Hashable {
    /// The field.
    var path: SchemaPath
    /// The old default; nil where there was none.
    var from: Value?
    /// The new default; nil where there is none any more.
    var to: Value?
  }

  /// Fields that are gone; of a field with fields of its own the topmost only.
  var removed: [SchemaPath] = []
  /// Fields that are new; the topmost only.
  var added: [SchemaPath] = []
  /// Fields that must be there and need not be there before; those with a default are not among them.
  var required: [SchemaPath] = []
  /// Rules that became narrower.
  var tightened: [Tightening] = []
  /// How many rules became wider or went.
  var loosened = 0
  /// Fields whose default is another.
  var defaults: [Default] = []
  /// How many descriptions are others.
  var descriptions = 0

  /// Whether objects that were valid may be refused, or lose fields.
  var mayRefuse: Bool { !removed.isEmpty || !required.isEmpty || !tightened.isEmpty }
}
