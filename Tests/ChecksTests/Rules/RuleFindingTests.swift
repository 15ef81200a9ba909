import Testing

@testable import Checks

@Suite("Rules that are wrong by themselves")
struct RuleFindingTests {
  private static func found(_ rules: [String], code: String) throws -> [String] {
    try Sample.findings([Sample.rules(rules)], code: code)
  }

  @Test("expressions that Prometheus refuses: rules break, dashboards are told")
  func invalid() throws {
    #expect(
      try Self.found(["alert: Own, expr: 'sum(up'", "record: 'a:b', expr: 'rate(up)'"], code: InvalidExpressions.code)
        == [
          "breaking invalid-expression: alert Own cannot be read: expected ',' or ')', "
            + "found the end of the expression",
          "breaking invalid-expression: recording rule a:b cannot be read: expected a range vector as argument of "
            + "'rate', found an instant vector",
        ])
    let board = [Sample.dashboard(panel: "sum(up", variable: "label_values(up{, job)")]
    #expect(try Sample.findings(board).allSatisfy { $0.hasPrefix("warning invalid-expression") })
    #expect(BuildCheck(try Sample.objects(board)).unreadQueries == 2)
  }

  @Test(
    "recording rules that make the same series",
    arguments: [
      (["sum(a)", "sum(b)"], 1), (["sum by (job) (a)", "sum by (job) (b)"], 1), (["a", "b"], 1),
      (["sum(a)", "sum(a)", "sum(c)"], 2), (["sum(a)", "sum by (job) (a{job='x'})"], 0),
      (["a{job='x'}", "b{job='y'}"], 0), (["sum by (code) (a{code=~'2..'})", "sum by (code) (a{code=~'3..'})"], 0),
      (["sum by (job) (a{job=~'x|y'})", "sum by (job) (b{job=~'z'})"], 0),
    ])
  func duplicates(expressions: [String], count: Int) throws {
    let rules = expressions.map { "record: 'r:s', expr: \"\($0)\"" }
    #expect(try Self.found(rules, code: DuplicateSeries.code).count == count)
    let apart = expressions.enumerated().map { "record: 'r:s', expr: \"\($1)\", labels: { n: '\($0)' }" }
    #expect(try Self.found(apart, code: DuplicateSeries.code) == [])
  }

  @Test(
    "templates that show labels which are not there",
    arguments: [
      ("sum by (job) (up)", "{{ $labels.pod }}", ["pod"]),
      ("sum(up)", "{{$labels.job}} {{ .Labels.pod }}", ["job", "pod"]),
      ("sum(up)", "{{ $labels.job | title }} {{ $labels.job }}", ["job"]),
      ("sum(up)", "{{ $labels.severity }}", ["severity"]),
      ("sum by (job) (up)", "{{ $labels.job }} {{ $value }}", []), ("up", "{{ $labels.pod }}", []),
      ("sum(up)", "{{ if $labels.job }}{{ $labels.job }}{{ end }}", []),
      ("sum(up)", "{{ with .Labels.job }}x{{ end }}", []),
      ("sum(up)", "$labels.job {{ \"x\" }} {{ $labels.job", []), ("absent(up{job='x'})", "{{ $labels.job }}", []),
      ("absent(up{job='x'} == 1)", "{{- $labels.job -}}", ["job"]),
    ])
  func templates(expression: String, text: String, labels: [String]) throws {
    let text = text.replacing("\"", with: "\\\"")
    let rule = "alert: Own, expr: \"\(expression)\", annotations: { text: \"\(text)\" }, labels: { severity: x }"
    #expect(
      try Self.found([rule], code: TemplateLabels.code)
        == labels.map {
          "warning missing-template-label: alert Own shows label '\($0)' in 'text', which its expression never gives"
        })
  }

  @Test("an alert that asks for the absence of a comparison sees only the last that fails")
  func absence() throws {
    let rules = [
      "alert: A, expr: 'absent(up == 1)'", "alert: B, expr: 'absent(up)'", "record: 'c:d', expr: 'absent(up == 1)'",
    ]
    #expect(
      try Self.found(rules, code: NeverTrue.absenceCode)
        == ["info absent-of-comparison: alert A fires only while no series at all is 'up == 1'"])
  }

  @Test("a rule that loses the cluster is told where nine of ten keep it")
  func cluster() throws {
    let keeping = (0..<9).map { "record: 'a:b\($0)', expr: 'sum by (cluster, job) (x\($0))'" }
    let losing = "alert: Own, expr: 'sum by (job) (up) > 0'"
    let message = "info lost-cluster-label: alert Own loses the label 'cluster'"
    #expect(try Self.found(keeping + [losing], code: LostCluster.code) == [message])
    #expect(try Self.found(keeping + [losing, "alert: Up, expr: 'up == 0'"], code: LostCluster.code) == [message])
    #expect(try Self.found(Array(keeping.dropLast()) + [losing], code: LostCluster.code) == [])
    let labelled = "alert: Own, expr: 'sum by (job) (up)', labels: { cluster: x }"
    #expect(try Self.found(keeping + [labelled], code: LostCluster.code) == [])
  }
}
