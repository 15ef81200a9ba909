import Testing

@testable import Checks

@Suite("What a step brings, mends and leaves")
struct UpgradeCheckTests {
  private static func check(
    _ from: [String], _ to: [String], renames: [String: String] = [:]
  ) throws -> UpgradeCheck {
    UpgradeCheck.findings(
      from: try Sample.objects(from), to: try Sample.objects(to),
      step: UpgradeStep(from: "v0.13", to: "v0.17", renames: renames))
  }

  private static func upstream(_ rules: String...) -> String { Sample.rules(rules, name: "upstream", group: "stock") }
  private static func own(_ rules: String...) -> String { Sample.rules(rules, name: "own", group: "team") }
  private static let alert = "alert: Own, expr: 'job:up:sum{job=\"x\"} > 1'"

  @Test("a recording rule that is gone: who had it, and what to do")
  func gone() throws {
    let old = Self.upstream("record: 'job:up:sum', expr: 'sum by (job) (up)'")
    let new = Self.upstream("alert: A, expr: up")
    let check = try Self.check([old, Self.own(Self.alert)], [new, Self.own(Self.alert)])
    let finding = try #require(check.introduced.first)
    #expect(check.introduced.count == 1 && check.fixed.isEmpty && check.stillThere.isEmpty)
    #expect(finding.severity == .breaking && finding.rule == "Own")
    #expect(
      finding.notes.map(\.message) == [
        "v0.17 no longer records job:up:sum, which group stock of PrometheusRule monitoring/upstream recorded in v0.13",
        "the alert never fires",
      ])
    #expect(finding.hint == "keep it in a library of your own, or ask for what it was made of: sum by (job) (up)")
  }

  @Test(
    "a build that is checked besides another one is checked as by itself, whether both scrape the same or not",
    arguments: [
      (own(alert), own("alert: Own, expr: up")),
      (monitor("{ port: http }"), monitor("{ port: http, metricRelabelings: [{ action: drop, regex: up }] }")),
      (monitor("{ port: http }"), monitor("{ port: http, relabelings: [{ action: none }] }, { port: http }")),
    ])
  func besides(first: String, second: String) throws {
    let common = [Self.upstream("record: 'a:b', expr: 'sum(up{job=\"x\"})'"), Self.own("alert: A, expr: 'x{job=\"y\"}'")]
    for (from, to) in [(first, second), (second, first), (first, first)] {
      let old = BuildCheck(try Sample.objects(common + [from])), objects = try Sample.objects(common + [to])
      let alone = BuildCheck(objects), besides = BuildCheck(objects, besides: old)
      #expect(besides.findings() == alone.findings())
      let step = UpgradeCheck(from: old, to: besides), other = UpgradeCheck(from: old, to: alone)
      #expect(step.introduced == other.introduced && step.fixed == other.fixed && step.stillThere == other.stillThere)
    }
  }

  private static func monitor(_ endpoints: String) -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: { name: x, namespace: monitoring }
    spec: { selector: { matchLabels: { app: x } }, endpoints: [\(endpoints)] }
    """
  }

  @Test("a recording rule that was renamed")
  func renamed() throws {
    let old = Self.upstream("record: 'job:up:sum', expr: 'sum by (job) (up)'")
    let new = Self.upstream("record: 'job:targets:sum', expr: 'sum by (job) (up)'")
    let check = try Self.check(
      [old, Self.own(Self.alert)], [new, Self.own(Self.alert)], renames: ["job:up:sum": "job:targets:sum"])
    let finding = try #require(check.introduced.first)
    #expect(
      finding.notes.dropFirst().first?.message
        == "job:targets:sum of group stock of PrometheusRule monitoring/upstream has nearly the same expression: "
        + "it was renamed")
    #expect(finding.hint == "ask for job:targets:sum")
  }

  @Test("a label that is no longer kept breaks what matches it")
  func label() throws {
    let old = Self.upstream("record: 'job:up:sum', expr: 'sum by (job) (up)'")
    let new = Self.upstream("record: 'job:up:sum', expr: 'sum(up)'")
    let check = try Self.check([old, Self.own(Self.alert)], [new, Self.own(Self.alert)])
    let finding = try #require(check.introduced.first)
    #expect(finding.severity == .breaking && finding.code == MissingLabels.code)
    #expect(
      finding.notes.prefix(2).map(\.message) == [
        "in v0.13 job:up:sum had a label 'job', in v0.17 it has no label 'job'", "it was sum by (job) (up)",
      ])
    let back = try Self.check([new, Self.own(Self.alert)], [old, Self.own(Self.alert)])
    #expect(back.introduced.isEmpty && back.fixed.map(\.code) == [MissingLabels.code])
    #expect(back.fixed.first?.severity == .warning, "what never worked broke nobody")
  }

  @Test("a rule that is new, and one that was changed, are told as that")
  func ownChange() throws {
    let stock = Self.upstream("record: 'job:up:sum', expr: 'sum by (job) (up)'")
    let asking = Self.own("alert: Own, expr: 'a:b > 1'")
    let new = try Self.check([stock], [stock, asking])
    #expect(new.introduced.first?.notes.first?.message == "v0.13 did not have alert Own")
    let changed = try Self.check([stock, Self.own(Self.alert)], [stock, asking])
    #expect(
      changed.introduced.first?.notes.first?.message == "in v0.13 its expression was job:up:sum{job=\"x\"} > 1")
  }

  @Test("findings are the same wherever the rule stands and whatever the words are")
  func same() throws {
    let old = Self.own("alert: Own, expr: 'a:b > 1'", "alert: Second, expr: 'a:b > 1'")
    let moved = Sample.rules(["alert: Own, expr: 'a:b or up'"], name: "elsewhere", group: "other")
    let check = try Self.check([old], [moved])
    #expect(check.introduced.isEmpty)
    #expect(check.stillThere.map { "\($0.severity) \($0.rule ?? "")" } == ["warning Own"])
    #expect(check.fixed.isEmpty, "a rule that is gone is not right now")
  }

  @Test("builds without a name are told in words")
  func names() {
    let step = UpgradeStep(from: "previous", to: "current")
    #expect([step.from, step.to] == ["the old build", "the new build"])
    #expect(UpgradeStep(from: "v0.13", to: "git:main").to == "the new build")
  }

  @Test("a dashboard that needs several series which are not there is told once")
  func dashboard() throws {
    let board = Sample.dashboard(panel: "a:b + c:d", variable: "label_values(e:f, job)")
    let finding = try #require(try Self.check([], [board]).introduced.first)
    #expect(finding.message == "dashboard 'Board' needs a:b and 2 more, which no rule of the build records")
    #expect(finding.path == "data[\"board.json\"]")
    #expect(
      finding.notes.map(\.message) == [
        "a:b: v0.13 did not have dashboard 'Board'; panel 'Panel' has no data",
        "c:d: v0.13 did not have dashboard 'Board'; panel 'Panel' has no data",
        "e:f: v0.13 did not have dashboard 'Board'; variable 'variable' has no values",
      ])
  }
}
