import Jsonnet
import Testing

@testable import Fleet

@Suite("Names of rules in YAML")
struct YAMLNamesTests {
  @Test(
    "a key and a plain or quoted name in one line",
    arguments: [
      ("groups:\n- name: x\n  rules:\n  - alert: Down # when\n    expr: up == 0", ["name x 2", "alert Down 4"]),
      ("- \"record\": 'a:b:c'\r\n- record:\td", ["record a:b:c 1", "record d 2"]),
      ("alert:\n  Down\n# alert: Old\n- {alert: Flow}", []), ("\u{0}\u{FF}alert: X", []), ("", []),
    ])
  func all(yaml: String, expected: [String]) {
    #expect(YAMLNames.all(in: Array(yaml.utf8)).map { "\($0.field ?? "-") \($0.text) \($0.line)" } == expected)
  }
}
