/// Which panels of two dashboards are the same.
struct DashboardPanelMatch {
  /// In the order of the new dashboard.
  private(set) var common: [(from: Int, to: Int)] = []
  /// Indices of panels that only the new dashboard has.
  private(set) var added: [Int] = []
  /// Indices of panels that only the old dashboard has.
  private(set) var removed: [Int] = []

  /// Pairs what is alike, the surest likeness first; panels that are alike in everything pair in their order.
  init(from: [DashboardPanel], to: [DashboardPanel]) {
    var old = Array(from.indices), new = Array(to.indices)
    for likeness in Self.likenesses {
      var waiting: [[String]: ArraySlice<Int>] = [:]
      for index in old {
        if let key = likeness(from[index]) { waiting[key, default: []].append(index) }
      }
      var taken: Set<Int> = []
      new.removeAll { index in
        guard let key = likeness(to[index]), let partner = waiting[key]?.popFirst() else { return false }
        taken.insert(partner)
        common.append((partner, index))
        return true
      }
      old.removeAll(where: taken.contains)
    }
    common.sort { $0.to < $1.to }
    (added, removed) = (new, old)
  }

  /// What two panels may have in common. A panel without a title, or without a query, is not found by it.
  private static let likenesses: [@Sendable (DashboardPanel) -> [String]?] = [
    { [$0.row ?? "", $0.title, $0.family] + $0.expressions },
    { [$0.title, $0.family] + $0.expressions },
    { $0.title.isEmpty ? nil : [$0.row ?? "", $0.title, $0.family] },
    { $0.title.isEmpty ? nil : [$0.title, $0.family] },
    { $0.title.isEmpty ? nil : [$0.title] },
    { $0.queries.isEmpty ? nil : [$0.family] + $0.expressions },
    { $0.title.isEmpty ? [$0.family] : nil },
  ]
}

extension DashboardPanel {
  fileprivate var expressions: [String] { queries.map { ExpressionLayout.removed($0.text) } }
}
