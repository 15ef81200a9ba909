import Kubernetes
import ValueTree

/// What is known of the place that a comparison is at: by the tables, and by a custom resource definition.
struct Field {
  var type: FieldType
  var schema: SchemaCursor?

  static let unknown = Field(type: .unknown, schema: nil)

  /// The place of a member of an object.
  func member(_ key: String, knowing fields: [String: FieldType]) -> Field {
    let schema = schema?.member(key)
    let known: FieldType =
      if case .map(let value) = type { value } else { fields[key] ?? .unknown }
    return Field(type: known == .unknown ? schema?.type ?? .unknown : known, schema: schema)
  }

  /// What the tables know of the members of the object here.
  var fields: [String: FieldType] {
    if case .structure(let structure) = type { structure.fields } else { [:] }
  }

  /// The value here without what the API server and controllers write: kubectl's last-applied annotation, say, holds a
  /// whole Secret. nil where it holds nothing else.
  func withoutNoise(_ value: Value) -> Value? {
    if type == .noise { return nil }
    let fields = fields
    guard !fields.isEmpty, case .object(let members) = value, !members.isEmpty else { return value }
    var rest = Object(minimumCapacity: members.count)
    for (key, member) in members {
      guard let kept = self.member(key, knowing: fields).withoutNoise(member) else { continue }
      rest.updateValue(kept, forKey: key)
    }
    return rest.isEmpty ? nil : .object(rest)
  }

  /// The place of an item of the list here.
  var item: Field {
    let schema = schema?.item
    if case .list(_, let item) = type, item != .unknown { return Field(type: item, schema: schema) }
    return Field(type: schema?.type ?? .unknown, schema: schema)
  }
}
