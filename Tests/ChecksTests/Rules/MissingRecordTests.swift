import Testing

@testable import Checks

@Suite("Recording rules that nobody defines")
struct MissingRecordTests {
  @Test(
    "a rule that has nothing left is broken, one that keeps a part is not",
    arguments: [
      ("a:b > 0", "breaking"), ("sum by (job) (rate(a:b[5m])) / 2", "breaking"), ("up and on (job) a:b", "breaking"),
      ("a:b or c:d", "breaking"), ("absent(a:b)", "breaking"), ("up unless absent(a:b)", "breaking"),
      ("max_over_time(a:b[1h:5m])", "breaking"), ("a:b or up", "warning"), ("up unless a:b", "warning"),
      ("a:b or vector(0)", "warning"), ("up > scalar(a:b)", "warning"), ("quantile(scalar(a:b), up)", "warning"),
      ("{__name__='a:b'} > 0", "breaking"), ("up", nil), ("known:record > 1", nil), ("{__name__=~'a:b'}", nil),
    ])
  func rules(expression: String, severity: String?) throws {
    let rules = Sample.rules(["record: known:record, expr: sum(up)", "alert: Broken, expr: \"\(expression)\""])
    let found = try Sample.findings([rules], code: MissingRecords.code).filter { $0.contains("a:b") }
    let message = "missing-recording-rule: alert Broken needs a:b, which no rule of the build records"
    #expect(found == (severity.map { ["\($0) \(message)"] } ?? []))
  }

  @Test("dashboards, their variables and the adapter are looked at")
  func others() throws {
    let found = try Sample.findings([
      Sample.dashboard(panel: "sum(a:b{cluster=\"$cluster\"}) by ($group)", variable: "label_values(c:d, instance)"),
      Sample.adapter("sum by (<<.GroupBy>>) (e:f{<<.LabelMatchers>>})"),
    ])
    #expect(
      found == [
        "breaking missing-recording-rule: the adapter's cpu nodeQuery needs e:f, which no rule of the build records",
        "warning missing-recording-rule: dashboard 'Board' needs a:b and 1 more, which no rule of the build records",
      ])
  }

  @Test("what a variable stands for is not looked for, and other data sources are passed by")
  func unknown() throws {
    #expect(try Sample.findings([Sample.dashboard(panel: "rate(node:$metric[5m])")]) == [])
    #expect(try Sample.findings([Sample.dashboard(panel: "rate(a:b[5m])", type: "loki")]) == [])
  }

  @Test("what a dashboard needs in several panels is told once")
  func panels() throws {
    let board = Sample.dashboard(panel: "a:b", variable: "label_values(a:b, job)")
    let findings = BuildCheck(try Sample.objects([board])).findings()
    let notes = ["panel 'Panel' has no data", "variable 'variable' has no values"]
    #expect(findings.map { $0.notes.map(\.message) } == [notes])
  }

  @Test("a name that is nearly right is proposed")
  func hint() throws {
    let rules = Sample.rules(["record: job:up:sum, expr: sum(up)", "alert: A, expr: \"job:up:sums > 0\""])
    let finding = try #require(BuildCheck(try Sample.objects([rules])).findings().first)
    #expect(finding.hint == "did you mean 'job:up:sum'?")
    #expect(finding.path == "spec.groups[name=group].rules[alert=A]")
    #expect(finding.notes.first?.location?.file == "1.yaml")
  }

  @Test(
    "what it means is told where it can be decided",
    arguments: [
      ("a:b > 1", "the alert never fires"), ("up unless on () up and a:b", "the alert never fires"),
      ("absent(a:b)", "the alert fires all the time"), ("sum(absent(a:b)) or up", "the alert fires all the time"),
      ("absent(a:b) == 1", "the alert fires all the time"),
      ("absent_over_time(a:b[5m])", "the alert fires all the time"),
      ("absent(absent(a:b))", "the alert never fires"), ("absent(a:b) and a:b", "the alert never fires"),
      ("absent(a:b) and up", "the alert never fires, or fires without a reason: it asks for absence"),
      ("absent(a:b or up)", "the alert never fires, or fires without a reason: it asks for absence"),
      ("a:b or up", "only a part of the expression is lost: the rest of it goes on"),
    ])
  func meaning(expression: String, meaning: String) throws {
    let build = try Sample.objects([Sample.rules(["alert: Own, expr: '\(expression)'"])])
    let finding = try #require(BuildCheck(build).findings().first { $0.code == MissingRecords.code })
    #expect(finding.notes.map(\.message) == [meaning])
  }
}
