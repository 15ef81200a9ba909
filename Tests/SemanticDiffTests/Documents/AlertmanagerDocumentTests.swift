import Testing
import ValueTree
import YAML

@testable import SemanticDiff

@Suite("alertmanager.yaml, as a route tree")
struct AlertmanagerDocumentTests {
  private static let base = """
    global: {resolve_timeout: 5m}
    route:
      receiver: default
      group_by: [namespace, job]
      group_wait: 30s
      routes:
      - {matchers: ['alertname = Watchdog'], receiver: heartbeat}
      - {matchers: ['severity = critical'], receiver: pager, continue: true}
      - matchers: ['team =~ "a|b"']
        receiver: chat
        routes: [{matchers: [severity=info], receiver: "null"}]
    receivers: [{name: default}, {name: heartbeat}, {name: pager}, {name: chat}, {name: "null"}]
    inhibit_rules:
    - {equal: [namespace], source_matchers: [severity = critical], target_matchers: ['severity =~ warning|info']}
    time_intervals: [{name: nights, time_intervals: [{times: [{start_time: "22:00", end_time: "24:00"}]}]}]
    """

  /// The changes of the document alone, as a Secret holds it.
  private static func lines(_ edit: (String) -> String) -> [String] {
    let sides = [base, edit(base)].map {
      PayloadTests.object("Secret", ["stringData": ["alertmanager.yaml": .string($0)]])
    }
    return PayloadTests.lines(sides[0], sides[1]).map { $0.replacing("stringData[\"alertmanager.yaml\"]", with: "") }
  }

  @Test(
    "other words for the same",
    arguments: [
      ("['alertname = Watchdog']", "['alertname=\"Watchdog\"']"),
      ("{matchers: ['alertname = Watchdog'], ", "{match: {alertname: Watchdog}, "),
      ("- matchers: ['team =~ \"a|b\"']", "- match_re: {team: a|b}"),
      ("[namespace, job]", "[job, namespace]"), ("30s", "0.5m"), ("5m", "300s"),
      ("[{name: default}, {name: heartbeat}", "[{name: heartbeat}, {name: default}"),
      ("source_matchers: [severity = critical]", "source_match: {severity: critical}"),
      ("target_matchers: ['severity =~ warning|info']", "target_match_re: {severity: warning|info}"),
    ])
  func spelling(old: String, new: String) {
    #expect(Self.base.contains(old))
    let lines = Self.lines { $0.replacing(old, with: new) }
    #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("cosmetic") }, "\(lines)")
  }

  @Test("JSON or YAML, it is the same document")
  func json() throws {
    let json = JSONWriter(indent: 2).write(try YAMLReader.read(Self.base))
    #expect(Self.lines { _ in json } == ["cosmetic : - => -"])
  }

  @Test("a route is known by its matchers; the first that matches wins, so a move is a change")
  func moves() {
    let lines = Self.lines { text in
      let first = "  - {matchers: ['alertname = Watchdog'], receiver: heartbeat}\n"
      let second = "  - {matchers: ['severity = critical'], receiver: pager, continue: true}\n"
      return text.replacing(first + second, with: second + first)
    }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("moved |.route.routes[matchers=") == true)
  }

  @Test("what changed about a route stands at the route")
  func routes() {
    #expect(
      Self.lines { $0.replacing("receiver: heartbeat", with: "receiver: chat") } == [
        #"changed |.route.routes[matchers=alertname="Watchdog"].receiver: "heartbeat" => "chat""#
      ])
    #expect(
      Self.lines { $0.replacing("[severity=info], receiver: \"null\"", with: "[severity=info], receiver: chat") } == [
        #"changed |.route.routes[matchers=team=~"a|b"].routes[matchers=severity="info"].receiver: "#
          + #""null" => "chat""#
      ])
    #expect(
      Self.lines { $0.replacing("group_wait: 30s", with: "group_wait: 1m") } == [
        #"changed |.route.group_wait: "30s" => "1m""#
      ])
    #expect(Self.lines { $0.replacing(", continue: true", with: "") }.first?.hasPrefix("removed") == true)
  }

  @Test("receivers, time intervals and inhibition rules")
  func others() {
    #expect(
      Self.lines { $0.replacing("{name: chat}, ", with: "") } == [
        #"removed |.receivers[name=chat]: {"name":"chat"} => -"#
      ])
    #expect(
      Self.lines { $0.replacing("22:00", with: "21:00") } == [
        #"changed |.time_intervals[name=nights].time_intervals[0].times[0].start_time: "22:00" => "21:00""#
      ])
    #expect(Self.lines { $0.replacing("equal: [namespace]", with: "equal: [namespace, job]") }.count == 1)
  }
}
