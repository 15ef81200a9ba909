import ValueTree

/// A JSON Schema (2020-12) of the kind that monigen's variables, settings and libraries use.
///
///     let schema = try Schema(parsing: ["type": "object", "additionalProperties": false,
///       "properties": ["replicas": ["type": "integer", "minimum": 1, "default": 2]]])
///     schema.validate(["replica": 3]).map { $0.message() }  // ["unknown key 'replica'"]
///     schema.applyingDefaults(to: [:])                      // ["replicas": 2]
///
/// Of the standard's keywords it knows `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`,
/// `patternProperties`, `propertyNames`, `items`, `anyOf`, `oneOf`, `$ref` to `#/$defs/NAME`, and the bounds of
/// numbers, strings, lists and maps. `x-expected` puts the expected form into words for messages, `x-unit` names a
/// unit, and `x-required` is `required` for monigen alone: editors, which see one of several merged files, ignore it.
/// Any other keyword is an error, so that a misspelt one cannot silently allow everything.
public struct Schema: Sendable {
  /// The schema as it was written.
  public let document: Value
  let root: SchemaNode
  let definitions: [String: SchemaNode]

  /// Reads and checks a schema, its defaults and examples included.
  ///
  /// - Throws: an `InvalidSchema` with everything that is wrong with it.
  public init(parsing document: Value) throws(InvalidSchema) {
    var parser = SchemaParser()
    root = parser.document(document)
    definitions = parser.definitions
    self.document = document
    parser.checkReferences()
    guard parser.problems.isEmpty else { throw InvalidSchema(problems: parser.problems) }
    let problems = AnnotationCheck(schema: self).problems()
    guard problems.isEmpty else { throw InvalidSchema(problems: problems) }
  }

  /// What a value has to satisfy.
  public enum Completeness: Sendable, Hashable {
    /// All of the schema.
    case complete
    /// What one of several merged layers has to satisfy: nothing is required of it, and a `null` member is allowed
    /// wherever its key is known, because it removes what another layer says. Lists are replaced as a whole, so what
    /// stands inside of one is complete.
    case layer
  }

  /// Everything that is wrong with a value, in the order in which it stands there; empty when nothing is.
  public func validate(_ value: Value, as completeness: Completeness = .complete) -> [Violation] {
    var validator = Validator(definitions: definitions, isLayer: completeness == .layer)
    validator.check(value, against: root, at: .root)
    return validator.violations
  }

  /// The value with the default of every property that is absent, at every depth that `properties`,
  /// `additionalProperties`, `patternProperties` and `items` lead to. Choices (`anyOf`, `oneOf`) are left alone.
  public func applyingDefaults(to value: Value) -> Value {
    DefaultsFiller(definitions: definitions).filled(value, by: root)
  }
}

/// A schema that is none: what is wrong with it and where.
public struct InvalidSchema: Error, Sendable, Hashable {
  /// One thing that is wrong with a schema.
  public struct Problem: Sendable, Hashable {
    /// Where in the schema's document.
    public var path: ValuePath
    /// Whether the key at `path` is meant, rather than its value.
    public var isAboutKey = false
    /// One sentence without a final full stop.
    public var message: String
    /// How to mend it, where that is known.
    public var hint: String?
  }

  /// Everything that is wrong: never empty when thrown.
  public var problems: [Problem]
}
