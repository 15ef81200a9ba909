import ValueTree

/// One query of a panel.
public struct DashboardQuery: Sendable, Hashable {
  /// The letter that names it within its panel: its `refId`, or the one that Grafana gives it by its place.
  public var reference: String
  /// The query as it is written: an expression of PromQL, or what other data sources take.
  public var text: String
  /// What names its series; nil where Grafana chooses.
  var legend: String?
  var source: DashboardDataSource?
  /// Whether it only feeds other queries.
  var isHidden: Bool

  /// The query that an item of `targets` describes, the `index`th of its panel.
  init(_ value: Value, index: Int, panelSource: DashboardDataSource?) {
    reference = value["refId"]?.string ?? Self.letters(index)
    text = Self.textKeys.lazy.compactMap { value[$0]?.string }.first ?? JSONWriter.compact(value)
    let legend = value["legendFormat"]?.string ?? ""
    self.legend = legend.isEmpty || legend == "__auto" ? nil : Self.withoutSpaces(legend)
    source = DashboardDataSource(value["datasource"]) ?? panelSource
    isHidden = value["hide"]?.bool == true
  }

  /// Where data sources keep their query: Prometheus, then Loki and InfluxDB, SQL, Graphite.
  private static let textKeys = ["expr", "query", "rawSql", "target"]

  /// `A` to `Z`, then `AA`: the letters that Grafana gives queries in their order.
  private static func letters(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : letters(index / 26 - 1) + letter
  }

  /// A legend with its templates written one way: `{{ pod }}` as `{{pod}}`.
  private static func withoutSpaces(_ legend: String) -> String {
    var text = "", inTemplate = false
    var previous: Character = " "
    for character in legend {
      if character == "{", previous == "{" { inTemplate = true }
      if character == "}" { inTemplate = false }
      if !(inTemplate && character.isWhitespace) { text.append(character) }
      previous = character
    }
    return text
  }
}

/// What a panel or a query reads from, whichever way the dashboard's schema writes it: by name (`$datasource`) before
/// schema 33, by type and uid since.
struct DashboardDataSource: Sendable, Hashable, CustomStringConvertible {
  let description: String

  /// nil where nothing is named, which is the default data source, and for the mix that leaves it to the queries.
  init?(_ value: Value?) {
    guard let name = value?.string ?? value?["uid"]?.string, name != "-- Mixed --" else { return nil }
    let isBraced = name.hasPrefix("${") && name.hasSuffix("}")
    description = isBraced ? "$" + name.dropFirst(2).dropLast() : name
  }
}
