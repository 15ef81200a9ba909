import Kubernetes
import Testing
import ValueTree
import YAML

@testable import Checks

@Suite("Routes and inhibitions")
struct RoutingCheckTests {
  private static let alerts: Set = ["Watchdog", "InfoInhibitor", "KubePodCrashLooping", "KubePodNotReady"]

  /// The configuration in a Secret, indented as it has to stand there.
  private static func secret(_ configuration: String, field: String = "stringData") -> String {
    let lines = configuration.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    return """
      apiVersion: v1
      kind: Secret
      metadata: { name: alertmanager-main, namespace: monitoring }
      \(field):
        alertmanager.yaml: |
      \(lines)
      """
  }

  private static func findings(_ document: String, _ alerts: Set<String> = alerts) throws -> [Finding] {
    let objects = ObjectSet.collect([(try YAMLReader.read(document), nil)]).set
    return RoutingCheck.findings(in: objects, alerts: alerts)
  }

  @Test(
    "a matcher of an alert that no rule has is told, with the name that was meant",
    arguments: [
      ("matchers: [alertname = Watchdog]", []),
      ("matchers: ['alertname = Watchdogs']", ["Watchdogs"]),
      ("matchers: ['alertname=\"Watchdogs\"', 'severity=critical']", ["Watchdogs"]),
      ("matchers: ['\"alertname\"=\"Watchdogs\"']", ["Watchdogs"]),
      ("matchers: ['{severity=\"a\", alertname=\"Watchdogs\"}']", ["Watchdogs"]),
      ("matchers: ['alertname!=Watchdogs']", []),
      ("matchers: ['alertname=']", []),
      ("matchers: ['name=Watchdogs']", []),
      ("matchers: ['alertname=~\"Watchdogs|InfoInhibitor\"']", ["Watchdogs"]),
      ("matchers: ['alertname=~\"(Watchdogs|InfoInhibitor)\"']", ["Watchdogs"]),
      ("matchers: ['alertname=~\"KubePod.*\"']", []),
      ("matchers: ['alertname=~\"KubePods.*\"']", ["KubePods.*"]),
      ("matchers: ['alertname=~\".*\"']", []),
      ("matchers: ['alertname!~\"KubePods.*\"']", []),
      ("match: { alertname: Watchdogs }", ["Watchdogs"]),
      ("match: { alertname: Watchdog }", []),
      ("match_re: { alertname: 'Watchdogs|Watchdog' }", ["Watchdogs"]),
      ("match: [alertname]", []),
    ])
  func route(matchers: String, missing: [String]) throws {
    let found = try Self.findings(
      Self.secret("route: { receiver: a, routes: [{ receiver: b, continue: true, \(matchers) }] }"))
    #expect(found.map(\.code) == missing.map { _ in "unknown-alert" })
    for (finding, name) in zip(found, missing) {
      #expect(finding.message.contains("'\(name)'"))
      #expect(finding.severity == .warning)
      #expect(finding.path == "stringData[\"alertmanager.yaml\"].route.routes[0]")
      if name == "Watchdogs" { #expect(finding.hint == "did you mean 'Watchdog'?") }
    }
  }

  @Test("deeper routes and both sides of inhibitions are looked at, in their order")
  func places() throws {
    let found = try Self.findings(
      Self.secret(
        """
        inhibit_rules:
        - { source_matchers: [alertname = A], target_match: { alertname: B } }
        - { source_match_re: { alertname: C }, target_matchers: [severity = info] }
        route:
          routes:
          - routes: [{ matchers: [alertname = D] }]
          - matchers: [alertname = E]
        """))
    let place = "stringData[\"alertmanager.yaml\"]."
    #expect(
      found.map { $0.path?.replacing(place, with: "") } == [
        "route.routes[0].routes[0]", "route.routes[1]", "inhibit_rules[0]", "inhibit_rules[0]", "inhibit_rules[1]",
      ])
    #expect(found.map { $0.message.split(separator: "'")[1] } == ["D", "E", "A", "B", "C"])
  }

  @Test("an AlertmanagerConfig's matchers are objects, whose matchType wins")
  func resource() throws {
    let found = try Self.findings(
      """
      apiVersion: monitoring.coreos.com/v1alpha1
      kind: AlertmanagerConfig
      metadata: { name: team, namespace: apps }
      spec:
        route:
          receiver: team
          matchers: [{ name: alertname, value: A, matchType: '=' }]
          routes: [{ matchers: [{ name: alertname, value: 'B|Watchdog', regex: true }] }]
        inhibitRules:
          - sourceMatch: [{ name: alertname, value: C }]
            targetMatch: [{ name: alertname, value: D, matchType: '!=', regex: true }]
      """)
    #expect(found.map(\.path) == ["spec.route", "spec.route.routes[0]", "spec.inhibitRules[0]"])
    #expect(found.map { $0.message.split(separator: "'")[1] } == ["A", "B", "C"])
  }

  @Test("an expression that Alertmanager refuses breaks, whatever its label")
  func invalid() throws {
    let found = try Self.findings(Self.secret("route: { routes: [{ match_re: { team: '(' } }] }"))
    #expect(found.map(\.code) == ["invalid-matcher"])
    #expect(found.map(\.severity) == [.breaking])
    #expect(found.first?.message.contains("missing") == true)
  }

  @Test("a configuration in Base64 or in JSON is read as one in YAML is")
  func encodings() throws {
    // {"route":{"routes":[{"match":{"alertname":"A"}}]}}
    let encoded = "eyJyb3V0ZSI6eyJyb3V0ZXMiOlt7Im1hdGNoIjp7ImFsZXJ0bmFtZSI6IkEifX1dfX0="
    let found = try Self.findings(
      """
      { apiVersion: v1, kind: Secret, metadata: { name: a }, data: { alertmanager.yaml: '\(encoded)' } }
      """)
    #expect(found.map(\.path) == ["data[\"alertmanager.yaml\"].route.routes[0]"])
  }

  @Test(
    "what is no configuration, or no matcher, has no findings",
    arguments: [
      "route: [", "- a", "route: 5", "route: { routes: 7 }", "route: { routes: [null, 3] }", "inhibit_rules: {}",
      "route: { matchers: [5] }", "route: { matchers: ['a'] }",
    ])
  func malformed(text: String) throws {
    #expect(try Self.findings(Self.secret(text)) == [])
  }

  @Test("where no alert is known nothing is told, and receivers are never shown")
  func silence() throws {
    let text = """
      receivers: [{ name: a, slack_configs: [{ api_url: 'https://example.com/secret' }] }]
      route: { routes: [{ matchers: [alertname = A] }] }
      """
    #expect(try Self.findings(Self.secret(text), []) == [])
    #expect(try !"\(Self.findings(Self.secret(text)))".contains("secret'"))
  }
}
