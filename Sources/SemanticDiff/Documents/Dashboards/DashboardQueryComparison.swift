import ValueTree

/// Compares the queries of two sides of one panel.
enum DashboardQueryComparison {
  static func changes(from: [DashboardQuery], to: [DashboardQuery], at path: ChangePath) -> [Change] {
    var old = Array(from.indices), new = Array(to.indices)
    var pairs: [(from: Int, to: Int)] = []
    // The same expression first: a query that was put in front of the others shifts their letters.
    for likeness in [{ ExpressionLayout.removed($0.text) }, \.reference] as [(DashboardQuery) -> String] {
      var waiting: [String: ArraySlice<Int>] = [:]
      for index in old { waiting[likeness(from[index]), default: []].append(index) }
      var taken: Set<Int> = []
      new.removeAll { index in
        guard let partner = waiting[likeness(to[index])]?.popFirst() else { return false }
        taken.insert(partner)
        pairs.append((partner, index))
        return true
      }
      old.removeAll(where: taken.contains)
    }
    pairs.sort { $0.to < $1.to }
    return pairs.flatMap { changes(from: from[$0.from], to: to[$0.to], at: path) }
      + old.map { Change(path: path + step(from[$0]), kind: .removed, from: .string(from[$0].text)) }
      + new.map { Change(path: path + step(to[$0]), kind: .added, to: .string(to[$0].text)) }
  }

  private static func changes(from: DashboardQuery, to: DashboardQuery, at path: ChangePath) -> [Change] {
    let path = path + step(to)
    var changes: [Change] = []
    if from.text != to.text {
      let isLayout = ExpressionLayout.removed(from.text) == ExpressionLayout.removed(to.text)
      changes.append(
        Change(
          path: path + .key("expr"), kind: isLayout ? .cosmetic : .changed, from: .string(from.text),
          to: .string(to.text)))
    }
    if from.legend != to.legend {
      // The automatic legend shows the labels in which the series differ: what hand-written ones mostly say.
      let isAutomatic = from.legend == nil || to.legend == nil
      changes.append(
        Change(
          path: path + .key("legendFormat"), kind: isAutomatic ? .cosmetic : .changed,
          from: from.legend.map(Value.string), to: to.legend.map(Value.string)))
    }
    return changes + DashboardFacet.changes(facets, from: from, to: to, at: path)
  }

  private static let facets: [DashboardFacet<DashboardQuery>] = [
    .init(name: "datasource") { $0.source.map { .string($0.description) } },
    .init(name: "hide") { $0.isHidden ? true : nil },
  ]

  private static func step(_ query: DashboardQuery) -> ChangePath.Step { .item([.init("refId", query.reference)]) }
}
