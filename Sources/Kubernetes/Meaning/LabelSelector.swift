import ValueTree

/// What a label selector asks for, whatever words it uses: `matchLabels`, or `matchExpressions` in any order.
public struct LabelSelector: Sendable, Hashable {
  private struct Requirement: Hashable, Sendable {
    var key: String
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
    var relation: String
    var values: Set<String>
  }

  private var requirements: Set<Requirement> = []

  /// Reads a selector; nil where it has other members, or these hold something else than a selector's.
  public init?(_ value: Value) {
    guard case .object(let members) = value else { return nil }
    for (key, member) in members {
      switch (key, member) {
      case ("matchLabels", .object(let labels)):
        for (label, value) in labels {
          guard let text = value.string else { return nil }
          requirements.insert(Requirement(key: label, relation: "In", values: [text]))
        }
      case ("matchExpressions", .array(let expressions)):
        for expression in expressions {
          guard let requirement = Self.requirement(expression) else { return nil }
          requirements.insert(requirement)
        }
      case (_, .null): continue
      default: return nil
      }
    }
  }

  private static func requirement(_ value: Value) -> Requirement? {
    guard case .object(let members) = value, let key = members["key"]?.string,
      let relation = members["operator"]?.string,
      members.allSatisfy({ ["key", "operator", "values"].contains($0.key) })
    else { return nil }
    var values = Set<String>()
    if let list = members["values"], !list.isNull {
      guard let items = list.array else { return nil }
      for item in items {
        guard let text = item.string else { return nil }
        values.insert(text)
      }
    }
    return Requirement(key: key, relation: relation, values: values)
  }
}
