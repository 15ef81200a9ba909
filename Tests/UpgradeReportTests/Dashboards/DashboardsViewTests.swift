import Testing

@testable import UpgradeReport

@Suite("Dashboards in the report")
struct DashboardsViewTests {
  @Test("panels and links are told, by the dashboard's title")
  func changed() throws {
    let changes = try DashboardsView.changes(
      pairs(board(uid: "a", panels: #"{"title": "P", "type": "stat", "id": 1}"#),
        board(uid: "b", panels: #"{"title": "P", "type": "stat", "id": 2}, {"title": "Q", "type": "table"}"#)))
    #expect(changes.map(\.what) == ["Board"])
    #expect(changes.map(\.kind) == [.changed])
    #expect(changes.first?.details == ["uid a -> b: saved links to it break", "panel 'Q' added"])
  }

  @Test("numbers of panels mean nothing, and other ConfigMaps are no dashboards")
  func nothing() throws {
    let from = board(uid: "a", panels: #"{"title": "P", "type": "stat", "id": 1}"#)
    let to = board(uid: "a", panels: #"{"title": "P", "type": "stat", "id": 2}"#)
    #expect(try DashboardsView.changes(pairs(from, to)) == [])
    let other = "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a.yaml: 'a: 1', b.json: '[', c: 7}}"
    #expect(try DashboardsView.changes(pairs("", other)) == [])
  }

  @Test("a dashboard that is new or gone is told by its number of panels")
  func presence() throws {
    let text = board(uid: "a", panels: #"{"title": "P", "type": "stat"}"#)
    #expect(try DashboardsView.changes(pairs("", text)).map(\.details) == [["1 panel"]])
    #expect(try DashboardsView.changes(pairs(text, "")).map(\.kind) == [.removed])
  }

  private func board(uid: String, panels: String) -> String {
    """
    {apiVersion: v1, kind: ConfigMap, metadata: {name: d, namespace: m}, data: {board.json:
      '{"title": "Board", "uid": "\(uid)", "schemaVersion": 39, "panels": [\(panels)]}'}}
    """
  }
}
