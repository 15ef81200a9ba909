import Testing

@testable import Checks

@Suite("Labels that recorded series do not have")
struct MissingLabelTests {
  private static let records = [
    "record: job:up:sum, expr: sum by (job) (up)",
    "record: kinds:up:sum, expr: sum by (job) (up), labels: { kind: pod }",
    "record: kinds:up:sum, expr: sum by (job) (up), labels: { kind: node }",
    "record: all:up:sum, expr: sum(up)",
    "record: scraped:up, expr: up",
    "record: circle:up, expr: 'circle:up or up'",
    "record: empty:label, expr: up, labels: { pod: '' }",
  ]

  @Test(
    "a matcher that no series can meet",
    arguments: [
      ("job:up:sum{pod='x'} > 0", "asks for label 'pod' of job:up:sum, which does not carry it"),
      ("job:up:sum{pod=~'x.*'} > 0", "asks for label 'pod' of job:up:sum, which does not carry it"),
      ("job:up:sum{pod!=''} > 0", "asks for label 'pod' of job:up:sum, which does not carry it"),
      ("kinds:up:sum{kind='pods'}", "matches kind=\"pods\" of kinds:up:sum, which never has such a value"),
      ("kinds:up:sum{kind=~'a|ns'}", "matches kind=~\"a|ns\" of kinds:up:sum, which never has such a value"),
      ("kinds:up:sum{kind=''}", "matches kind=\"\" of kinds:up:sum, which never has such a value"),
      ("empty:label{pod='x'}", "asks for label 'pod' of empty:label, which does not carry it"),
      ("rate(job:up:sum{pod='x'}[5m])", "asks for label 'pod' of job:up:sum, which does not carry it"),
      ("sum by (pod) (job:up:sum)", "groups by label 'pod', which nothing has that is grouped"),
    ])
  func missing(expression: String, message: String) throws {
    let rules = Sample.rules(Self.records + ["alert: Own, expr: \"\(expression)\""])
    #expect(try Sample.findings([rules], code: MissingLabels.code) == ["warning missing-label: alert Own \(message)"])
  }

  @Test(
    "what may be met is not told",
    arguments: [
      "job:up:sum{job='x'}", "job:up:sum{pod=''}", "job:up:sum{pod!='x'}", "job:up:sum{pod!~'x.*'}",
      "job:up:sum{pod=~'x|'}", "job:up:sum{pod=~'.*'}", "kinds:up:sum{kind='pod'}", "kinds:up:sum{kind=~'p.*'}",
      "kinds:up:sum{kind!='pod'}", "scraped:up{pod='x'}", "circle:up{pod='x'}", "other:series{pod='x'}", "up{pod='x'}",
      "sum by (job) (job:up:sum)", "sum without (pod) (job:up:sum)", "sum by (pod) (other:series)",
    ])
  func met(expression: String) throws {
    let rules = Sample.rules(Self.records + ["alert: Own, expr: \"\(expression)\""])
    #expect(try Sample.findings([rules], code: MissingLabels.code) == [])
  }

  @Test("rules that say the same of one series say it once")
  func repeatedNotes() throws {
    let same = ["up", "x"].map { "record: 'a:b', expr: sum by (job) (\($0)), labels: { q: '1' }" }
    let rules = Sample.rules(same + ["alert: Own, expr: 'a:b{pod=\"x\"} > 0'"])
    let finding = try #require(
      BuildCheck(try Sample.objects([rules])).findings().first { $0.code == MissingLabels.code })
    #expect(
      finding.notes.map(\.message) == [
        "a:b is recorded by group group of PrometheusRule monitoring/rules, with the labels job, q alone",
        "the alert never fires",
      ])
  }

  @Test("the labels of a group are those of its rules")
  func groupLabels() throws {
    let rules = Sample.rules(["record: job:up:sum, expr: sum(up)", "alert: Own, expr: 'job:up:sum{team=\"x\"}'"])
    let labelled = rules.replacing("- name: group", with: "- name: group\n      labels: { team: x }")
    #expect(try Sample.findings([rules], code: MissingLabels.code).count == 1)
    #expect(try Sample.findings([labelled], code: MissingLabels.code) == [])
  }

  @Test("dashboards: labels that variables fill in, and those that Thanos adds, are not told")
  func dashboards() throws {
    let prometheus = """
      apiVersion: monitoring.coreos.com/v1
      kind: Prometheus
      metadata: { name: k8s, namespace: monitoring }
      spec: { externalLabels: { cluster: prod } }
      """
    func found(_ panel: String, _ variable: String) throws -> [String] {
      let build = [Sample.rules(Self.records), prometheus, Sample.dashboard(panel: panel, variable: variable)]
      return try Sample.findings(build, code: MissingLabels.code)
    }
    #expect(try found("job:up:sum{pod='x'}", "label_values(up, pod)").count == 1)
    #expect(try found("up", "label_values(job:up:sum, pod)").count == 1)
    #expect(try found("job:up:sum{pod='$pod',$label='x'}", "label_values(job:up:sum, job)") == [])
    #expect(try found("job:up:sum{cluster='x'}", "label_values(job:up:sum, cluster)") == [])
    #expect(try found("sum by ($by) (job:up:sum)", "label_values(job:up:sum{pod=~'$pod'}, job)") == [])
  }

  @Test("the finding says where the series is recorded and which labels it has")
  func notes() throws {
    let rules = Sample.rules(Self.records + ["alert: Own, expr: 'all:up:sum{job=\"x\"} or up == 0'"])
    let finding = try #require(BuildCheck(try Sample.objects([rules])).findings().first)
    #expect(
      finding.notes.map(\.message) == [
        "all:up:sum is recorded by group group of PrometheusRule monitoring/rules, without labels",
        "only a part of the expression is lost: the rest of it goes on",
      ])
  }
}
