import Foundation
import Testing
import ValueTree

@Suite("monigen check --metrics and monigen list metrics")
struct MetricsTests {
  private static let rules = """
        rules: {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: { name: 'team', namespace: 'monitoring' },
          spec: { groups: [{ name: 'team', rules: [
            { record: 'job:requests:rate5m', expr: 'sum by (job) (rate(requests_total[5m]))' },
            { alert: 'Slow', expr: 'histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m]))) > 1' },
            { alert: 'Busy', expr: 'job:requests:rate5m > 100' },
          ] }] },
        },
    """

  private static func project(_ list: String) throws -> CheckedProject {
    let checked = try CheckedProject(rules)
    try checked.project.write(list, to: "metrics.txt")
    return checked
  }

  @Test(
    "a Prometheus that has everything: exit 0",
    arguments: [
      "requests_total\nduration_seconds_bucket\n",
      "\u{FEFF}# exporters\r\n\r\nrequests_total # of the shop\r\n  duration_seconds_bucket\r\n",
      #"{ "status": "success", "data": ["up", "requests_total", "duration_seconds_bucket"] }"#,
      "\u{FEFF}\r\n[\"requests_total\", \"duration_seconds_bucket\"]\r\n",
      // One that evaluates the rules has their series too.
      "requests_total\nduration_seconds_bucket\njob:requests:rate5m\n",
    ])
  func complete(list: String) throws {
    let outcome = try Self.project(list).check("--metrics", "metrics.txt")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output == "2 clusters checked: nothing found\n")
  }

  @Test("what is missing is told by component, with who asks and what there is instead")
  func missing() throws {
    let checked = try Self.project("request_total\nduration_seconds\n")
    let outcome = try checked.check("--metrics", "metrics.txt")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        2 clusters checked: 1 warning

        ! warning missing-metric
          monitoring asks for metrics that metrics.txt does not have
          PrometheusRule monitoring/team
            duration_seconds_bucket: alert Slow; there is duration_seconds: as a native histogram or a
              summary, it has no series _bucket
            requests_total: record job:requests:rate5m
            hint: scrape what has them, or leave out what asks for them

        """)
    let json = try JSONReader.read(try checked.check("alpha", "--metrics", "metrics.txt", "--format", "json").output)
    let metrics = json["clusters"]?.array?.first?["missingMetrics"]?.array ?? []
    #expect(metrics.map { $0["metric"] } == ["duration_seconds_bucket", "requests_total"])
    #expect(metrics.map { $0["instead"] } == ["duration_seconds", .null])
    #expect(metrics.first?["component"] == "monitoring")
    #expect(metrics.first?["neededBy"]?.array?.first?["name"] == "Slow")
  }

  @Test("standard input is a file too")
  func standardInput() throws {
    let project = try Self.project("")
    let outcome = try Binary.run(
      ["check", "--metrics", "-"], in: project.project.folder, input: "requests_total\nduration_seconds_bucket\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "a file that is neither a list nor an answer is trouble, at its line",
    arguments: [
      ("up\nup{job=\"x\"} 1\n", "metrics.txt:2: error: this is no name of a metric"),
      ("<html>\n", "metrics.txt:1: error: this is no name of a metric"),
      ("two names\n", "metrics.txt:1: error: this is no name of a metric"),
      ("1up\n", "metrics.txt:1: error: this is no name of a metric"),
      ("{ \"status\": \"success\",\n  \"data\": [,] }", "metrics.txt:2:12: error:"),
      (#"{ "status": "error", "error": "query timed out" }"#, "metrics.txt: error: Prometheus answered with an error: query timed out"),
      (#"{ "status": "success", "data": { "result": [] } }"#, "metrics.txt: error: there is no list 'data'"),
      ("{}", "metrics.txt: error: there is no list 'data'"),
      (#"[1]"#, "metrics.txt: error: expected the name of a metric, found 1"),
      ("# nothing yet\n\n", "metrics.txt: error: there is no metric's name in the list"),
      ("", "metrics.txt: error: there is no metric's name in the list"),
    ])
  func malformed(list: String, message: String) throws {
    let outcome = try Self.project(list).check("--metrics", "metrics.txt")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
  }

  @Test(
    "a list with nothing that any build asks for is trouble, told once",
    arguments: ["Unauthorized\n", "null\n", "[\"null\", \"other\"]", "one\ntwo\nthree\n"])
  func foreign(list: String) throws {
    let outcome = try Self.project(list).check("--metrics", "metrics.txt")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors.hasPrefix("metrics.txt: error: this is no list of what a Prometheus of these builds has"),
      "\(outcome.errors)")
    #expect(outcome.errors.contains("curl -s http://PROMETHEUS/api/v1/label/__name__/values"))
    #expect(outcome.errors.split(separator: "\n").count == 3)
  }

  @Test("a Prometheus that scrapes, and has nothing of what is asked for, is told what is missing")
  func empty() throws {
    let outcome = try Self.project("up\n").check("--metrics", "metrics.txt")
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("missing-metric"))
  }

  @Test("a file that is not there is trouble")
  func absent() throws {
    let outcome = try Self.project("up\n").check("--metrics", "none.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("none.txt"))
  }

  @Test("list metrics counts who asks, and names them as JSON; recorded series are left out")
  func list() throws {
    let checked = try CheckedProject(Self.rules)
    let table = try checked.project.monigen("list", "metrics", "alpha")
    #expect(
      table.output == """
        COMPONENT   METRIC                   ALERTS  RECORDS  DASHBOARDS  ADAPTER
        monitoring  duration_seconds_bucket  1       -        -           -
        monitoring  requests_total           -       1        -           -

        """, "\(table.errors)")
    let rows = try JSONReader.read(try checked.project.monigen("list", "metrics", "--format", "json").output).array
    #expect(rows?.map { $0["metric"] } == ["duration_seconds_bucket", "requests_total"])
    #expect(rows?.first?["alerts"] == ["Slow"])
    try checked.project.build()
    #expect(try checked.project.monigen("list", "metrics", "generated/alpha").output == table.output)
  }
}
