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

  @Test(
    "a matcher that is none breaks, at its route or inhibition",
    arguments: [
      ("route: { matchers: [severity] }", "'severity'", "route", "write severity=\"VALUE\""),
      ("route: { matchers: ['a=b', 'severity'] }", "'severity'", "route", "write severity="),
      ("route: { routes: [{ matchers: ['a!b'] }] }", "'a!b'", "route.routes[0]", "put a value"),
      ("route: { matchers: ['a=b, c'] }", "'c'", "route", "write c="),
      ("route: { matchers: ['a=\"b'] }", "'a=\"b'", "route", "put a value"),
      ("route: { matchers: ['a=b\"'] }", "'a=b\"'", "route", "put a value"),
      ("route: { matchers: ['a=b\"c\"'] }", "'a=b\"c\"'", "route", "put a value"),
      ("route: { matchers: ['a\"b=c'] }", "'a\"b=c'", "route", "put a value"),
      ("route: { matchers: [5] }", "'5'", "route", "write 5="),
      ("route: { matchers: [{ a: b }] }", "an item of 'matchers'", "route", "write it as"),
      ("route: { matchers: 'a=b' }", "'matchers' is no list", "route", "write a list"),
      ("route: { match: [alertname] }", "'match' is no mapping", "route", "write labels"),
      ("inhibit_rules: [{ target_matchers: [x] }]", "'x'", "inhibit_rules[0]", "write x="),
    ])
  func refused(text: String, words: String, place: String, hint: String) throws {
    let found = try Self.findings(Self.secret(text), [])
    #expect(found.map { "\($0.severity) \($0.code)" } == ["breaking invalid-matcher"])
    #expect(found.first?.message.hasPrefix(words) == true)
    #expect(found.first?.path == "stringData[\"alertmanager.yaml\"]." + place)
    #expect(found.first?.hint?.hasPrefix(hint) == true)
  }

  @Test(
    "a configuration that is no YAML breaks, told with its line and nothing of its text",
    arguments: [
      ("route: [", "cannot be read: line "), ("a: 1\nb: 'secret", "cannot be read: line 2: "),
      ("a: secret\na: secret", "cannot be read: line 2: duplicate key;"), ("- secret", "is a list"),
      ("secret: 1\nsecret: 2", "cannot be read: line 2: duplicate key;"),
      ("a: *secret", "cannot be read: line 1: no anchor stands before an alias of its name;"),
      ("a: &secrets 1\nb: *secret", "cannot be read: line 2: no anchor stands before an alias of its name;"),
      ("a: &secret [*secret]", "cannot be read: line 1: an alias stands inside the value that it names;"),
      ("a: !secret 1", "cannot be read: line 1: unknown tag;"), ("a: !!int secret", "cannot be read: line 1: a value"),
    ])
  func broken(text: String, words: String) throws {
    let found = try Self.findings(Self.secret(text), [])
    #expect(found.map { "\($0.severity) \($0.code)" } == ["breaking invalid-configuration"])
    #expect(found.first?.message.hasPrefix("Alertmanager's configuration \(words)") == true)
    #expect(found.first?.path == "stringData[\"alertmanager.yaml\"]")
    #expect(!"\(found)".contains("secret"))
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
    "what has another shape, or is put in place of a configuration later, has no findings",
    arguments: [
      "route: 5", "route: { routes: 7 }", "route: { routes: [null, 3] }", "inhibit_rules: {}",
      "ENC[AES256_GCM,data:abc]", #"route: { matchers: ['a=b\"', 'a="b\"c"'] }"#, "route: { matchers: [null, ''] }", "route: { matchers: ['{a=b', 'a=b,'] }",
      "a: 1\n---\nb: 2",
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
