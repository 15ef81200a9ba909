/// The steps that name the panels of one dashboard in a change's path.
enum DashboardPanelNames {
  /// By title; with the row where the title stands twice, and with a number where that stands twice too.
  static func steps(of panels: [DashboardPanel]) -> [ChangePath.Step] {
    let titles = counts(panels.map(\.title))
    let places = counts(panels.map { [$0.row ?? "", $0.title] })
    var seen: [[String]: Int] = [:]
    return panels.map { panel in
      var fields = panel.title.isEmpty ? [ChangePath.Field("type", panel.family)] : [.init("title", panel.title)]
      guard titles[panel.title, default: 0] > 1 else { return .item(fields) }
      if let row = panel.row { fields.insert(.init("row", row), at: 0) }
      let place = [panel.row ?? "", panel.title]
      guard places[place, default: 0] > 1 else { return .item(fields) }
      seen[place, default: 0] += 1
      return .item(fields + [.init("number", String(seen[place, default: 0]))])
    }
  }

  private static func counts<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
    Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
  }
}
