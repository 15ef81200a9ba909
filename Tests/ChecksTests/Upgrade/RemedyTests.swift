import Testing

@testable import Checks

@Suite("What a step mends, and what only cannot be decided any more")
struct RemedyTests {
  private static func rule(_ expression: String) -> String { Sample.rules(["alert: Own, expr: \"\(expression)\""]) }

  private static func monitor(
    _ name: String = "app", label: String = "jobLabel: app", _ endpoint: String = "port: http"
  ) -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: { name: \(name), namespace: monitoring }
    spec: { \(label), selector: { matchLabels: { app: \(name) } }, endpoints: [{ \(endpoint) }] }
    """
  }

  private static func prometheus(_ image: String) -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: Prometheus
    metadata: { name: k8s, namespace: monitoring }
    spec: { image: '\(image)' }
    """
  }

  private static func fixed(_ from: [String], _ to: [String]) throws -> [String] {
    let check = UpgradeCheck.findings(from: try Sample.objects(from), to: try Sample.objects(to))
    #expect(!BuildCheck(try Sample.objects(from)).findings().isEmpty, "there is something to mend")
    return check.fixed.map(\.code)
  }

  @Test("a job that no target had is mended by a target, not by a monitor whose jobs nobody knows")
  func job() throws {
    let old = [Self.monitor(), Self.rule("up{job='web'} == 0")]
    #expect(try Self.fixed(old, old + [Self.monitor("web")]) == [UnknownJobs.code])
    #expect(try Self.fixed(old, [Self.monitor(), Self.rule("up{job='app'} == 0")]) == [UnknownJobs.code])
    #expect(try Self.fixed(old, old + [Self.monitor("other", label: "jobLabel: team")]) == [])
    let relabeled = "port: http, relabelings: [{ sourceLabels: [__meta_kubernetes_pod_name], targetLabel: job }]"
    #expect(try Self.fixed(old, old + [Self.monitor("other", relabeled)]) == [])
    #expect(try Self.fixed(old, [Self.rule("up{job='web'} == 0")]) == [], "without monitors no job is known")
  }

  @Test("a metric that was dropped is mended where it is stored, not where nobody knows")
  func metric() throws {
    let drop = "port: http, metricRelabelings: [{ action: drop, sourceLabels: [__name__], regex: 'debug_.*' }]"
    let maybe = "port: http, metricRelabelings: [{ action: drop, sourceLabels: [__name__, pod], regex: 'debug_.*;a' }]"
    let rule = Self.rule("debug_x{job='app'} > 1")
    let old = [Self.monitor("app", drop), rule]
    #expect(try Self.fixed(old, [Self.monitor(), rule]) == [DroppedMetrics.code])
    #expect(try Self.fixed(old, [Self.monitor("app", drop), Self.rule("x{job='app'}")]) == [DroppedMetrics.code])
    #expect(try Self.fixed(old, [Self.monitor("app", maybe), rule]) == [])
    #expect(try Self.fixed(old, [rule]) == [])
  }

  @Test("a label is mended where the record keeps it, not where the record is gone or may have any label")
  func label() throws {
    let ask = "alert: Own, expr: 'a:b{team=\"x\"} > 1'"
    func build(_ record: String) -> [String] { [Sample.rules([ask, "record: 'a:b', expr: '\(record)'"])] }
    let old = build("sum by (job) (up)")
    #expect(try Self.fixed(old, build("sum by (job, team) (up)")) == [MissingLabels.code])
    let other = [Sample.rules(["alert: Own, expr: 'a:b > 1'", "record: 'a:b', expr: 'sum by (job) (up)'"])]
    #expect(try Self.fixed(old, other) == [MissingLabels.code])
    #expect(try Self.fixed(old, build("sum without (pod) (up)")) == [])
    #expect(try Self.fixed(old, [Sample.rules([ask])]) == [])
  }

  @Test("a rule that can no longer be read, or is gone, is not right")
  func subject() throws {
    let old = [Self.rule("a:b > 1")]
    #expect(try Self.fixed(old, [Self.rule("up > 1")]) == [MissingRecords.code])
    #expect(try Self.fixed(old, [Self.rule("a:b >")]) == [])
    #expect(try Self.fixed(old, [Sample.rules(["alert: Other, expr: up"])]) == [])
  }

  @Test("what only a version makes wrong is mended by another version, not by an image without one")
  func version() throws {
    let rule = Self.rule("sum(rate(x_bucket{le='1'}[5m])) > 1")
    let old = [Self.prometheus("quay.io/p/p:v3.2.0"), rule]
    #expect(try Self.fixed(old, [Self.prometheus("quay.io/p/p:v2.50.0"), rule]) == ["integer-bucket"])
    #expect(try Self.fixed(old, [Self.prometheus("quay.io/p/p@sha256:00"), rule]) == [])
    #expect(try Self.fixed(old, [rule]) == [])
  }

  @Test("a window is mended by a shorter interval, not by one that nobody knows")
  func window() throws {
    let server = Self.prometheus("quay.io/p/p:v3.2.0"), rule = Self.rule("rate(x{job='app'}[1m]) > 1")
    func build(_ interval: String) -> [String] { [server, rule, Self.monitor("app", "port: h, interval: \(interval)")] }
    #expect(try Self.fixed(build("60s"), build("15s")) == ["narrow-window"])
    #expect(try Self.fixed(build("60s"), build("'${INTERVAL}'")) == [])
  }

  @Test("a collision is mended by a label that keeps both apart, not by one that cannot be followed")
  func collision() throws {
    func build(_ relabeling: String) -> [String] {
      [Self.monitor("app", "port: http }, { port: http, relabelings: [\(relabeling)]")]
    }
    #expect(try Self.fixed(build(""), build("{ targetLabel: side, replacement: b }")) == [ScrapeCollisions.code])
    let open = "{ sourceLabels: [__meta_kubernetes_pod_name], targetLabel: side }"
    #expect(try Self.fixed(build(""), build(open)) == [])
  }

  @Test("a route's alert is mended by a rule, not by a configuration that cannot be read")
  func route() throws {
    func secret(_ text: String) -> String {
      """
      { apiVersion: v1, kind: Secret, metadata: { name: alertmanager-main, namespace: monitoring },
        stringData: { alertmanager.yaml: "\(text)" } }
      """
    }
    let old = secret("route: { matchers: ['alertname = Own'] }"), other = Sample.rules(["alert: Other, expr: up"])
    #expect(try Self.fixed([old, other], [old, Self.rule("up")]) == [RoutingCheck.unknownAlert])
    #expect(try Self.fixed([old, other], [secret("route: {"), other]) == [])
    #expect(try Self.fixed([old, other], [secret("route: { matchers: [alertname] }"), other]) == [])
    #expect(try Self.fixed([old, other], [old]) == [])
  }
}
