import Kubernetes
import Testing
import ValueTree

@testable import UpgradeReport

@Suite("Rules as nobody should write them")
struct HostileRuleTests {
  @Test(
    "what is no rule is passed over",
    arguments: [
      "null", "7", "x", "{}", "[null, 1, x, []]", "[{name: a}]", "[{name: a, rules: {}}]", "[{name: [], rules: null}]",
      "[{name: a, rules: [null, 1, x, [], {}, {expr: up}, {alert: '', expr: up}, {alert: [], record: {}}]}]",
    ])
  func noRules(groups: String) throws {
    let sound = try rules("[{name: a, rules: [{alert: Down, expr: up == 0}]}]")
    let hostile = try rules(groups)
    #expect(RulesView.changes(.alert, from: sound, to: hostile).removed.map(\.name) == ["Down"])
    #expect(RulesView.changes(.alert, from: hostile, to: sound).added.map(\.name) == ["Down"])
    #expect(RulesView.changes(.alert, from: hostile, to: hostile) == RuleChanges())
  }

  @Test("numbers and booleans count as the text that they would be")
  func scalars() throws {
    let from = try rules(
      "[{name: 1, rules: [{alert: 2, expr: 3, for: 4, labels: {severity: 5}, annotations: {a: true}}]}]")
    let to = try rules(
      "[{name: '1', rules: [{alert: '2', expr: 4, for: '4', labels: {severity: '5'}, annotations: {a: []}}]}]")
    let changes = RulesView.changes(.alert, from: from, to: to)
    #expect(changes.changed.map { $0.fields.map(\.name) } == [["expr", "annotations.a"]])
    #expect(changes.changed.first?.fields.map(\.from) == ["3", "true"])
    #expect(changes.changed.first?.fields.map(\.to) == ["4", "[]"])
  }

  @Test("groups and rules that stand twice pair in order, and the odd one out is told")
  func duplicates() throws {
    let group = "{name: a, rules: [{alert: Down, expr: up == 0}, {alert: Down, expr: up == 0}]}"
    let changes = RulesView.changes(.alert, from: try rules("[\(group), \(group)]"), to: try rules("[\(group)]"))
    #expect(changes.removed.map(\.name) == ["Down", "Down"])
    #expect(changes.changed == [] && changes.moved == [] && changes.added == [])
  }

  @Test("ten thousand rules of one name take no quadratic time", arguments: ["Same", "Other"])
  func many(name: String) throws {
    let from = build(10_000) { ("Same", "metric_\($0) > 1") }
    let to = build(10_000) { (name, "metric_\($0) > 2") }
    var changes = RuleChanges()
    let time = ContinuousClock().measure { changes = RulesView.changes(.alert, from: from, to: to) }
    #expect(changes.changed.count + changes.renamed.count + changes.added.count == 10_000)
    #expect(time < .seconds(20), "a debug build takes about two")
  }

  private func build(_ count: Int, _ rule: (Int) -> (name: String, expression: String)) -> ObjectSet {
    let items = (0..<count).map { index -> Value in
      let (name, expression) = rule(index)
      return ["alert": .string(name), "expr": .string(expression)]
    }
    return rules([["name": "a", "rules": .array(items)]])
  }
}
