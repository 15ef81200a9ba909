import ValueTree

/// What a dashboard says besides its panels.
enum DashboardHead {
  private static let facets: [DashboardFacet<Value>] = [
    .init(name: "title") { $0["title"] },
    .init(name: "uid") { $0["uid"] },
    .init(name: "description") { $0["description"] },
    .init(name: "tags") { ($0["tags"]?.array?.compactMap(\.string).sorted()).map { .array($0.map(Value.string)) } },
    .init(name: "refresh") { $0["refresh"] },
    .init(name: "time") { $0["time"] },
    .init(name: "timezone") { $0["timezone"] },
  ]

  private static let told: Set = [
    "title", "uid", "description", "tags", "refresh", "time", "timezone", "templating", "panels", "rows",
  ]

  /// What an export, a save or another version of Grafana writes, and what only concerns who edits.
  private static let noise: Set = [
    "id", "version", "iteration", "schemaVersion", "style", "gnetId", "hideControls", "sharedCrosshair", "__inputs",
    "__requires", "__elements", "timepicker", "editable",
  ]

  static func changes(from: Value, to: Value, isMigrated: Bool) -> [Change] {
    var changes = DashboardFacet.changes(facets, from: from, to: to, at: ChangePath())
    changes += DashboardVariable.changes(
      from: DashboardVariable.all(in: from), to: DashboardVariable.all(in: to), isMigrated: isMigrated,
      at: ChangePath([.key("templating"), .key("list")]))
    guard let old = from.object?.without(told), let new = to.object?.without(told) else { return changes }
    for key in noise.sorted() where old[key] != new[key] {
      changes.append(Change(path: ChangePath([.key(key)]), kind: .cosmetic, from: old[key], to: new[key]))
    }
    let (oldRest, newRest) = (old.without(noise), new.without(noise))
    guard oldRest != newRest else { return changes }
    guard isMigrated else {
      return changes
        + DocumentKind.dashboard.changes(from: .object(oldRest), to: .object(newRest), at: ChangePath())
    }
    let keys = Set(oldRest.keys).union(newRest.keys).sorted().filter { oldRest[$0] != newRest[$0] }
    return changes
      + keys.map { Change(path: ChangePath([.key($0)]), kind: .cosmetic, from: oldRest[$0], to: newRest[$0]) }
  }
}
