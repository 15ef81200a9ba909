import Testing
import ValueTree

@testable import SemanticDiff

@Suite("Dashboards, panel by panel")
struct DashboardComparisonTests {
  private static func panel(
    _ title: String, type: String = "timeseries", expr: String = "up", id: Int = 1, more: Object = [:]
  ) -> Value {
    var panel: Object = [
      "id": .number(Number(id)), "type": .string(type), "title": .string(title),
      "targets": [["refId": "A", "expr": .string(expr)]], "gridPos": ["x": 0, "y": .number(Number(id))],
    ]
    for (key, value) in more { panel[key] = value }
    return .object(panel)
  }

  private static func dashboard(_ panels: [Value], uid: String = "abc", schema: Int = 39, more: Object = [:]) -> Value {
    var dashboard: Object = [
      "title": "Board", "uid": .string(uid), "schemaVersion": .number(Number(schema)), "panels": .array(panels),
    ]
    for (key, value) in more { dashboard[key] = value }
    return .object(dashboard)
  }

  private static func lines(_ comparison: DashboardComparison) -> [String] {
    comparison.changes.map { "\($0.kind.rawValue) \($0.path)" }
  }

  @Test("a dashboard is equal to itself")
  func equal() {
    let board = Self.dashboard([Self.panel("a"), Self.panel("a"), Self.panel("", type: "text")])
    #expect(DashboardComparison(from: board, to: board).changes.isEmpty)
  }

  @Test("ids, places and the order of panels are cosmetic")
  func cosmetic() {
    let comparison = DashboardComparison(
      from: Self.dashboard([Self.panel("a", id: 1), Self.panel("b", id: 2)]),
      to: Self.dashboard([Self.panel("b", id: 1), Self.panel("a", id: 2)]))
    #expect(comparison.isCosmetic && comparison.changes.count == 4)
  }

  @Test("a graph that became a timeseries is the same panel, whatever its options are called now")
  func migration() {
    let old = Self.panel(
      "Rate", type: "graph", more: ["yaxes": [["format": "bytes"]], "linewidth": 1, "datasource": "$datasource"])
    let new = Self.panel(
      "Rate", more: [
        "fieldConfig": ["defaults": ["unit": "bytes"]],
        "datasource": ["type": "prometheus", "uid": "${datasource}"],
      ])
    let comparison = DashboardComparison(
      from: Self.dashboard([old], schema: 14), to: Self.dashboard([new], schema: 39))
    #expect(
      Self.lines(comparison) == [
        "cosmetic schemaVersion", "cosmetic panels[title=Rate].type", "cosmetic panels[title=Rate].options",
      ])
  }

  @Test("a change of uid is a change: links to the dashboard break", arguments: ["", "old"])
  func uid(from: String) {
    let comparison = DashboardComparison(from: Self.dashboard([], uid: from), to: Self.dashboard([], uid: "new"))
    #expect(Self.lines(comparison) == [from.isEmpty ? "added uid" : "changed uid"])
    #expect(comparison.uid.to == "new" && !comparison.isCosmetic)
    #expect(comparison.details == ["uid \(from.isEmpty ? "(none)" : "old") -> new: saved links to it break"])
  }

  @Test("a query is named by its letter, and its layout means nothing")
  func queries() {
    func board(_ expressions: [String]) -> Value {
      Self.dashboard([["title": "P", "type": "stat", "targets": .array(expressions.map { ["expr": .string($0)] })]])
    }
    let changed = DashboardComparison(from: board(["a", "sum(b) by (c)"]), to: board(["a", "sum(d)"]))
    #expect(Self.lines(changed) == ["changed panels[title=P].targets[refId=B].expr"])
    #expect(changed.details == ["panel 'P': query B changed"])
    let layout = DashboardComparison(from: board(["sum(b) by (c)"]), to: board(["sum ( b )\n  by (c) # why"]))
    #expect(Self.lines(layout) == ["cosmetic panels[title=P].targets[refId=A].expr"])
    let inserted = DashboardComparison(from: board(["a"]), to: board(["x", "a"]))
    #expect(Self.lines(inserted) == ["added panels[title=P].targets[refId=A]"])
    let text = DashboardComparison(from: board([#"a{b="c d"}"#]), to: board([#"a{b="cd"}"#]))
    #expect(!text.isCosmetic)
  }

  @Test("panels of one title are told apart by row, then by queries, then by their order")
  func duplicates() {
    let rows: [Value] = [["type": "row", "title": "R1"], ["type": "row", "title": "R2"]]
    let old = Self.dashboard([rows[0], Self.panel("T", expr: "a"), rows[1], Self.panel("T", expr: "b")])
    let new = Self.dashboard([rows[0], Self.panel("T", expr: "a"), rows[1], Self.panel("T", expr: "c")])
    #expect(
      Self.lines(DashboardComparison(from: old, to: new)) == ["changed panels[row=R2,title=T].targets[refId=A].expr"])
    let twice = DashboardComparison(
      from: Self.dashboard([Self.panel("T", expr: "a"), Self.panel("T", expr: "b")]),
      to: Self.dashboard([Self.panel("T", expr: "b")]))
    #expect(twice.removed.map { $0.queries.map(\.text) } == [["a"]])
    #expect(Self.lines(twice).first == "removed panels[title=T,number=1]")
  }

  @Test("a panel that got another title, with the same queries, is that panel")
  func title() {
    let comparison = DashboardComparison(
      from: Self.dashboard([Self.panel("Old", expr: "rate(a[5m])")]),
      to: Self.dashboard([Self.panel("New", expr: "rate(a[5m])")]))
    #expect(Self.lines(comparison) == ["changed panels[title=New].title"])
    #expect(comparison.details == ["panel 'New': title changed, was 'Old'"])
  }

  @Test("panels in collapsed rows and in rows of old schemas count")
  func rows() {
    let flat = Self.dashboard([["type": "row", "title": "R", "panels": []], Self.panel("a")])
    let nested = Self.dashboard([["type": "row", "title": "R", "panels": [Self.panel("a")]]])
    let old: Value = ["title": "Board", "uid": "abc", "rows": [["title": "R", "panels": [Self.panel("a")]]]]
    #expect(DashboardComparison(from: flat, to: nested).isCosmetic)
    #expect(DashboardComparison(from: old, to: flat).common.count == 1)
    #expect(DashboardComparison(from: old, to: flat).added.isEmpty)
  }

  @Test("another kind of panel, another unit, another option of a panel are changes")
  func options() {
    let old = Self.dashboard([Self.panel("a", more: ["fieldConfig": ["defaults": ["unit": "s", "min": 0]]])])
    let kind = Self.dashboard([Self.panel("a", type: "bargauge", more: ["fieldConfig": ["defaults": ["unit": "s"]]])])
    let unit = Self.dashboard([Self.panel("a", more: ["fieldConfig": ["defaults": ["unit": "ms", "min": 0]]])])
    let option = Self.dashboard([Self.panel("a", more: ["fieldConfig": ["defaults": ["unit": "s", "min": 1]]])])
    #expect(Self.lines(DashboardComparison(from: old, to: kind)).first == "changed panels[title=a].type")
    #expect(
      Self.lines(DashboardComparison(from: old, to: unit)) == ["changed panels[title=a].fieldConfig.defaults.unit"])
    #expect(
      Self.lines(DashboardComparison(from: old, to: option)) == ["changed panels[title=a].fieldConfig.defaults.min"])
  }

  @Test("variables go by name; what is selected at the moment is cosmetic")
  func variables() {
    func board(_ variables: [Value]) -> Value { Self.dashboard([], more: ["templating": ["list": .array(variables)]]) }
    let old = board([["name": "job", "query": "label_values(up, job)", "current": ["text": "a"]]])
    let selected = board([["name": "job", "query": "label_values(up,job)", "current": ["text": "b"]]])
    let query = board([["name": "job", "query": "label_values(job)"], ["name": "new", "query": "x"]])
    #expect(DashboardComparison(from: old, to: selected).isCosmetic)
    #expect(!DashboardComparison(from: old, to: selected).changes.isEmpty)
    #expect(
      Self.lines(DashboardComparison(from: old, to: query)) == [
        "changed templating.list[name=job].query", "added templating.list[name=new]",
      ])
  }

  @Test(
    "what is no dashboard has no panels, and is no reason to stop",
    arguments: [
      .null, 1, [], ["panels": 1], ["panels": [1, .null, []]], ["rows": [["panels": "x"], 2]],
      ["panels": [["targets": [1, ["expr": 2]], "title": 3]]], ["templating": ["list": [1, ["name": []]]]],
    ] as [Value])
  func hostile(value: Value) {
    let board = Self.dashboard([Self.panel("a")])
    #expect(DashboardComparison(from: value, to: value).changes.isEmpty)
    #expect(!DashboardComparison(from: board, to: value).isCosmetic)
    #expect(!DashboardComparison(from: value, to: board).isCosmetic)
  }
}
