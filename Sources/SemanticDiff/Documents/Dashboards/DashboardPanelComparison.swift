import ValueTree

/// How one panel differs between two builds.
public struct DashboardPanelChange: Sendable, Hashable {
  /// The panel as it was.
  public var from: DashboardPanel
  /// The panel as it is now.
  public var to: DashboardPanel
  /// What differs, cosmetic changes among it; paths begin at the dashboard.
  public var changes: [Change]

  /// Whether a user of the dashboard would notice nothing.
  public var isCosmetic: Bool { changes.allSatisfy { $0.kind == .cosmetic } }
}

/// Compares two sides of one panel.
struct DashboardPanelComparison {
  /// Whether the dashboard moved to another schema of Grafana that rewrites the options of every panel.
  let isMigrated: Bool

  private static let facets: [DashboardFacet<DashboardPanel>] = [
    .init(name: "title") { .string($0.title) },
    .init(name: "description") { $0.value["description"] },
    .init(name: "type") { .string($0.family) },
    .init(name: "repeat") { $0.value["repeat"] },
  ]

  /// What counts of the options that a migration moved somewhere else.
  private static let migratedFacets: [DashboardFacet<DashboardPanel>] = [
    .init(name: "unit") { $0.family == "table" ? nil : $0.unit.map(Value.string) }
  ]

  /// The facets' own keys, and what an export or an edit of something else may change.
  private static let told: Set = [
    "title", "description", "type", "repeat", "targets", "datasource", "id", "gridPos", "span", "pluginVersion",
  ]

  func changes(from: DashboardPanel, to: DashboardPanel, at path: ChangePath) -> [Change] {
    var changes = DashboardFacet.changes(Self.facets, from: from, to: to, at: path)
    changes += DashboardQueryComparison.changes(from: from.queries, to: to.queries, at: path + .key("targets"))
    if from.type != to.type, from.family == to.family {
      changes.append(cosmetic(path + .key("type"), .string(from.type), .string(to.type)))
    }
    if from.row != to.row {
      changes.append(cosmetic(path + .key("row"), from.row.map(Value.string), to.row.map(Value.string)))
    }
    for key in ["id", "gridPos", "span", "pluginVersion"] where from.value[key] != to.value[key] {
      changes.append(cosmetic(path + .key(key), from.value[key], to.value[key]))
    }
    return changes + optionChanges(from: from, to: to, at: path)
  }

  private func optionChanges(from: DashboardPanel, to: DashboardPanel, at path: ChangePath) -> [Change] {
    let old = from.value.without(Self.told), new = to.value.without(Self.told)
    guard old != new else { return [] }
    guard isMigrated || from.type != to.type else {
      return DocumentKind.dashboard.changes(from: .object(old), to: .object(new), at: path)
    }
    return DashboardFacet.changes(Self.migratedFacets, from: from, to: to, at: path)
      + [cosmetic(path + .key("options"), .string(from.type), .string(to.type))]
  }

  private func cosmetic(_ path: ChangePath, _ from: Value?, _ to: Value?) -> Change {
    Change(path: path, kind: .cosmetic, from: from, to: to)
  }
}
