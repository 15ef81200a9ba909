import ValueTree

/// One panel of a Grafana dashboard: what a person sees of it, apart from where it stands.
public struct DashboardPanel: Sendable, Hashable {
  /// The title of the row that holds it; nil above the first row, and where the row shows no title.
  public var row: String?
  /// Its title as written; empty where it has none.
  public var title: String
  /// The plug-in that draws it, as `timeseries`, `stat`, `table`; empty where the panel names none.
  public var type: String
  /// What it asks its data sources, in the order of the panel.
  public var queries: [DashboardQuery]
  /// The panel's JSON.
  var value: Object

  /// The panel that an object describes; members of another kind than Grafana writes count as absent.
  init(_ value: Object, row: String?) {
    self.row = row
    title = value["title"]?.string ?? ""
    type = value["type"]?.string ?? ""
    let shared = DashboardDataSource(value["datasource"])
    queries = (value["targets"]?.array ?? []).enumerated().map { index, target in
      DashboardQuery(target, index: index, panelSource: shared)
    }
    self.value = value
  }

  /// The number that Grafana gave the panel, which any edit may change: never an identity.
  var id: Int? { value["id"]?.integer }

  /// The type after the migrations that Grafana does itself when it loads an old dashboard: `graph` became
  /// `timeseries`, `singlestat` became `stat` or, drawn as a gauge, `gauge`.
  var family: String {
    switch type {
    case "graph": "timeseries"
    case "singlestat", "grafana-singlestat-panel": value["gauge"]?["show"]?.bool == true ? "gauge" : "stat"
    case "table-old": "table"
    default: type
    }
  }

  /// The unit of its values, wherever the panel's type keeps it; nil for none and for Grafana's default.
  var unit: String? {
    let axis = value["yaxes"]?.array?.first?["format"]
    // Panels of old generators have axes that they do not draw.
    let old = family == "timeseries" ? axis : value["format"]
    let unit = value["fieldConfig"]?["defaults"]?["unit"] ?? old
    guard let text = unit?.string, !text.isEmpty, text != "short", text != "none" else { return nil }
    return text
  }
}

extension DashboardPanel {
  /// Every panel of a dashboard in its order, rows opened: those of `rows` (schema 15 and older), those between row
  /// panels, and those that a collapsed row panel holds.
  static func all(in dashboard: Value) -> [DashboardPanel] {
    var panels: [DashboardPanel] = []
    for row in dashboard["rows"]?.array ?? [] {
      let title = row["showTitle"]?.bool == false ? nil : row["title"]?.string
      panels += (row["panels"]?.array ?? []).compactMap(\.object).map { DashboardPanel($0, row: title) }
    }
    var row: String?
    for panel in (dashboard["panels"]?.array ?? []).compactMap(\.object) {
      guard panel["type"]?.string == "row" else {
        panels.append(DashboardPanel(panel, row: row))
        continue
      }
      row = panel["title"]?.string
      panels += (panel["panels"]?.array ?? []).compactMap(\.object).map { DashboardPanel($0, row: row) }
    }
    return panels
  }
}
