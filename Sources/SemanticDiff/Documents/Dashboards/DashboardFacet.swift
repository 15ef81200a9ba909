import ValueTree

/// One thing that counts about a dashboard, a panel or a variable, read the same way from every schema of Grafana.
struct DashboardFacet<Subject>: Sendable {
  /// The step under which a change of it is told.
  let name: String
  /// Its value; nil, null, false and what is empty all mean that nothing is set.
  let read: @Sendable (Subject) -> Value?

  /// The changes of these facets, in their order.
  static func changes(_ facets: [DashboardFacet], from: Subject, to: Subject, at path: ChangePath) -> [Change] {
    facets.compactMap { facet in
      let (old, new) = (facet.read(from).flatMap(Self.set), facet.read(to).flatMap(Self.set))
      guard old != new else { return nil }
      let kind: Change.Kind = old == nil ? .added : new == nil ? .removed : .changed
      return Change(path: path + .key(facet.name), kind: kind, from: old, to: new)
    }
  }

  private static func set(_ value: Value) -> Value? {
    switch value {
    case .null, .bool(false), "", 0: nil
    case .array(let items) where items.isEmpty: nil
    case .object(let object) where object.isEmpty: nil
    default: value
    }
  }
}
