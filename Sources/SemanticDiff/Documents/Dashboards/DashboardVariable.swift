import ValueTree

/// One variable of a dashboard, an item of `templating.list`.
struct DashboardVariable {
  let name: String
  let value: Object

  /// The variables of a dashboard, in their order: a later one may use those before it.
  static func all(in dashboard: Value) -> [DashboardVariable] {
    (dashboard["templating"]?["list"]?.array ?? []).compactMap(\.object).map {
      DashboardVariable(name: $0["name"]?.string ?? "", value: $0)
    }
  }

  /// What decides about the values that it offers.
  static let facets: [DashboardFacet<DashboardVariable>] = [
    .init(name: "type") { $0.value["type"] },
    .init(name: "query") { variable in
      let query = variable.value["query"]
      return (query?.string ?? query?["query"]?.string).map { .string(ExpressionLayout.removed($0)) } ?? query
    },
    .init(name: "datasource") { DashboardDataSource($0.value["datasource"]).map { .string($0.description) } },
    .init(name: "regex") { $0.value["regex"] },
    .init(name: "multi") { $0.value["multi"] },
    .init(name: "includeAll") { $0.value["includeAll"] },
    .init(name: "allValue") { $0.value["allValue"] },
  ]

  /// The facets' own keys, and what is selected at the moment.
  private static let told: Set = [
    "name", "type", "query", "datasource", "regex", "multi", "includeAll", "allValue", "current", "options",
    "definition",
  ]

  static func changes(
    from: [DashboardVariable], to: [DashboardVariable], isMigrated: Bool, at path: ChangePath
  ) -> [Change] {
    var waiting = Dictionary(from.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    for new in to {
      let place = path + .item([.init("name", new.name)])
      guard let old = waiting.removeValue(forKey: new.name) else {
        changes.append(Change(path: place, kind: .added, to: .object(new.value)))
        continue
      }
      let facets = DashboardFacet.changes(Self.facets, from: old, to: new, at: place)
      changes += facets
      guard old.value != new.value else { continue }
      let (oldRest, newRest) = (old.value.without(told), new.value.without(told))
      if oldRest != newRest, !isMigrated {
        changes += DocumentKind.dashboard.changes(from: .object(oldRest), to: .object(newRest), at: place)
      } else if facets.isEmpty {
        changes.append(Change(path: place, kind: .cosmetic))
      }
    }
    for old in from where waiting.removeValue(forKey: old.name) != nil {
      changes.append(Change(path: path + .item([.init("name", old.name)]), kind: .removed, from: .object(old.value)))
    }
    return changes
  }
}
