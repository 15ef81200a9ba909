import Testing

@testable import Checks

@Suite("Metrics and jobs that the monitors of a build do not give")
struct ScrapedSeriesFindingTests {
  private static func monitor(_ name: String = "app", drop regex: String = "app_debug_.*") -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: { name: \(name), namespace: monitoring }
    spec:
      jobLabel: app
      selector: { matchLabels: { app: \(name) } }
      endpoints:
        - port: http
          metricRelabelings: [{ action: drop, sourceLabels: [__name__], regex: '\(regex)' }]
    """
  }

  private static func found(_ expression: String, code: String, more: [String] = []) throws -> [String] {
    let build = [monitor(), Sample.rules(["alert: Own, expr: \"\(expression)\""])] + more
    return try Sample.findings(build, code: code)
  }

  @Test(
    "a job that no target has",
    arguments: [
      ("up{job='apps'} == 0", "=\"apps\""), ("absent(up{job='other'})", "=\"other\""),
      ("up{job=~'web|db'}", "=~\"web|db\""), ("rate(x{job='web'}[5m]) or up", "=\"web\""),
    ])
  func job(expression: String, job: String) throws {
    let message = "warning unknown-job: alert Own selects job\(job), which no target of the build has"
    #expect(try Self.found(expression, code: UnknownJobs.code) == [message])
  }

  @Test(
    "jobs that may be there",
    arguments: [
      "up{job='app'}", "up{job=~'app|web'}", "up{job=~'a.*'}", "up{job!='web'}", "up{job=~'web|'}", "up{job=''}",
      "a:b{job='web'}", "up", "ALERTS{job='web'}",
    ])
  func knownJob(expression: String) throws {
    #expect(try Self.found(expression, code: UnknownJobs.code) == [])
  }

  @Test("where a build does not tell all jobs, none is unknown")
  func open() throws {
    let prometheus = """
      apiVersion: monitoring.coreos.com/v1
      kind: Prometheus
      metadata: { name: k8s, namespace: monitoring }
      spec: { enableRemoteWriteReceiver: true }
      """
    #expect(try Self.found("up{job='web'}", code: UnknownJobs.code, more: [prometheus]) == [])
    let gateway = """
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: { name: pushgateway, namespace: monitoring }
      spec:
        jobLabel: app
        selector: { matchLabels: { app: pushgateway } }
        endpoints: [{ port: http, honorLabels: true }]
      """
    #expect(try Self.found("up{job='web'}", code: UnknownJobs.code, more: [gateway]) == [])
    #expect(try Sample.findings([Sample.rules(["alert: A, expr: \"up{job='web'}\""])], code: UnknownJobs.code) == [])
  }

  @Test("a metric that is dropped before it is stored, with the step that does it")
  func dropped() throws {
    let message =
      "warning dropped-metric: alert Own needs app_debug_x of job \"app\", which is dropped before it is stored"
    #expect(try Self.found("app_debug_x{job='app'} > 1", code: DroppedMetrics.code) == [message])
    #expect(try Self.found("app_x{job='app'} > 1", code: DroppedMetrics.code) == [])
    #expect(try Self.found("app_debug_x{job='web'} > 1", code: DroppedMetrics.code) == [])
    let objects = try Sample.objects([Self.monitor(), Sample.dashboard(panel: "app_debug_x{job='app'}")])
    let finding = try #require(BuildCheck(objects).findings().first)
    #expect(
      finding.notes.map(\.message) == [
        "ServiceMonitor monitoring/app drops it: spec.endpoints[0].metricRelabelings[0]", "panel 'Panel' has no data",
      ])
  }

  @Test("a step that drops a metric or renames a job breaks what needs it")
  func step() throws {
    let rules = Sample.rules(["alert: Own, expr: \"app_x{job='app'} > 1\"", "alert: Other, expr: 'app_x > 1'"])
    let old = try Sample.objects([Self.monitor(), rules])
    let dropping = UpgradeCheck.findings(from: old, to: try Sample.objects([Self.monitor(drop: "app_x"), rules]))
    let note = "app_x is dropped since the new build by ServiceMonitor monitoring/app, "
      + "spec.endpoints[0].metricRelabelings[0]"
    #expect(dropping.introduced.map { "\($0.severity) \($0.rule ?? "")" } == ["breaking Own", "breaking Other"])
    #expect(dropping.introduced.allSatisfy { $0.code == DroppedMetrics.code && $0.notes.first?.message == note })
    let renamed = UpgradeCheck.findings(from: old, to: try Sample.objects([Self.monitor("web"), rules]))
    #expect(renamed.introduced.map(\.code) == [UnknownJobs.code])
    #expect(renamed.introduced.first?.severity == .breaking)
    #expect(
      renamed.introduced.first?.notes.first?.message
        == "in the old build the targets of ServiceMonitor monitoring/app had this job")
  }

  @Test("what several panels of a dashboard lack is one note, and of many jobs the nearest are named")
  func grouped() throws {
    let panel = #"{"title": "NAME", "targets": [{"expr": "up{job=\"web\"}"}]}"#
    let panels = ["One", "Two"].map { panel.replacing("NAME", with: $0) }.joined(separator: ",")
    let board = """
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: board, namespace: monitoring }
      data:
        board.json: |
          {"title": "Board", "panels": [\(panels)]}
      """
    let monitors = ["api", "shop", "wed", "db", "store", "we", "kube-apiserver"].map { Self.monitor($0) }
    let finding = try #require(BuildCheck(try Sample.objects(monitors + [board])).findings().first)
    #expect(finding.code == UnknownJobs.code)
    #expect(
      finding.notes.map(\.message) == [
        "of the build's jobs the nearest are we, wed, db, api, shop", "panels 'One', 'Two' have no data",
      ])
    #expect(finding.hint == "did you mean 'we'?")
  }
}
