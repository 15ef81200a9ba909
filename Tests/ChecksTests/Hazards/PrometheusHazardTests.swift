import Kubernetes
import Testing

@testable import Checks

@Suite("Hazards of Prometheus' versions")
struct PrometheusHazardTests {
  /// A Prometheus with further lines of its `spec`.
  static func server(_ version: String, _ spec: String = "") -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: Prometheus
    metadata: { name: k8s, namespace: monitoring }
    spec: { image: 'quay.io/prometheus/prometheus:v\(version).0'\(spec.isEmpty ? "" : ", " + spec) }
    """
  }

  static func monitor(_ endpoint: String, spec: String = "") -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: { name: app, namespace: apps }
    spec: { jobLabel: app, selector: { matchLabels: { app: shop } }, endpoints: [{ \(endpoint) }]\(spec) }
    """
  }

  private static func codes(
    _ version: String, _ documents: String..., before: String? = nil, spec: String = ""
  ) throws -> [String] {
    let from = try before.map { try Sample.objects(documents + [server($0, spec)]) }
    let to = try Sample.objects(documents + [server(version, spec)])
    return PrometheusHazards.findings(from: from, to: to).map { "\($0.severity) \($0.code)" }
  }

  private static let experimental = "promql-experimental-functions"
  private static let smoothing = "double_exponential_smoothing(a[5m], 0.5, 0.5)"

  @Test(
    "expressions that a version refuses",
    arguments: [
      ("holt_winters(a[5m], 0.5, 0.5)", "2.55", "", nil),
      (
        "holt_winters(a[5m], 0.5, 0.5)", "3.0", "",
        "it is called 'double_exponential_smoothing' now and needs the feature flag '\(experimental)'"
      ),
      (
        "holt_winters(a[5m], 0.5, 0.5)", "3.0", "enableFeatures: [\(experimental)]",
        "it is called 'double_exponential_smoothing' now"
      ),
      (smoothing, "3.1", "", "add '\(experimental)' to spec.enableFeatures of Prometheus monitoring/k8s"),
      (smoothing, "3.1", "enableFeatures: [\(experimental)]", nil),
      (smoothing, "3.1", "additionalArgs: [{ name: enable-feature, value: 'x,\(experimental)' }]", nil),
      ("first_over_time(a[5m])", "3.6", "", "write it without, or run a newer Prometheus than 3.6"),
      ("first_over_time(a[5m])", "3.14", "", nil),
      ("rate(a[5m * 2])", "3.5", "", "add 'promql-duration-expr' to spec.enableFeatures of Prometheus monitoring/k8s"),
      ("rate(a[5m * 2])", "3.14", "", nil),
      ("rate(a[5m])", "2.46", "", nil),
    ])
  func expressions(expression: String, version: String, spec: String, hint: String?) throws {
    let rules = Sample.rules(["record: 'a:b', expr: '\(expression)'"])
    let found = PrometheusHazards.findings(
      from: nil, to: try Sample.objects([rules, Self.server(version, spec)])
    ).filter { $0.code == "unsupported-expression" }
    #expect(found.map(\.hint) == (hint.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.severity == .breaking && $0.path == "spec.groups[name=group].rules[record=a:b]" })
  }

  @Test(
    "whole numbers in le and quantile",
    arguments: [
      ("a_bucket{le=\"1\"}", "breaking"), ("a_bucket{le=\"1.0\"}", nil), ("a_bucket{le=\"+Inf\"}", nil),
      ("a_bucket{le=\"0.5\"}", nil), ("a_bucket{le=~\"1(\\\\\\\\.0)?\"}", nil), ("a_bucket{le=~\"1|2\"}", "breaking"),
      ("a_bucket{le=~\"1|0.5\"}", "warning"), ("a_bucket{le=~\"1.*\"}", nil), ("a_bucket{le!=\"1\"}", "warning"),
      ("a_bucket{le!~\"1|2\"}", "warning"), ("a{quantile=\"1\"}", "breaking"), ("a{quantile=\"0.99\"}", nil),
      ("job:a:sum{le=\"1\"}", "warning"), ("a{le=\"1\"}", "warning"), ("a_bucket{le=\"1000000\"}", "breaking"),
      ("a_bucket{job=\"1\"}", nil), ("a_bucket{le=\"1\"} or a_bucket{le=\"1.0\"}", nil),
      ("a_bucket{le=\"2\"} or a_bucket{le=\"1.0\"}", "breaking"),
    ] as [(String, String?)])
  func buckets(selector: String, severity: String?) throws {
    let rules = Sample.rules(["alert: A, expr: \"\(selector.replacing("\"", with: "\\\""))\""])
    #expect(try Self.codes("3.2", rules) == (severity.map { ["\($0) integer-bucket"] } ?? []))
    #expect(try Self.codes("2.55", rules) == [])
  }

  @Test("where a relabeling keeps the old bounds, a matcher of them does not break for certain")
  func keptBounds() throws {
    let rules = Sample.rules(["alert: A, expr: 'a_bucket{le=\"1\"}'"])
    let monitor = Self.monitor(
      #"metricRelabelings: [{ sourceLabels: [le, __name__], targetLabel: le, regex: '(\d+)\.0+;.*_bucket' }]"#)
    #expect(try Self.codes("3.2", rules, monitor) == ["warning integer-bucket"])
  }

  @Test(
    "whole numbers in steps for samples",
    arguments: [
      ("{ action: drop, sourceLabels: [__name__, le], regex: 'a_bucket;(0.5|1|2)' }", true),
      ("{ action: drop, sourceLabels: [__name__, le], regex: 'a_bucket;(0.5|1(\\.0)?)' }", false),
      ("{ action: keep, sourceLabels: [quantile], regex: '1' }", true),
      ("{ action: drop, sourceLabels: [__name__], regex: 'a1_bucket' }", false),
      ("{ action: drop, sourceLabels: [__name__, le], regex: 'a_bucket;1.*' }", false),
      ("{ action: labeldrop, regex: le }", false),
      (
        "{ action: drop, sourceLabels: [le], regex: '1' }, { action: drop, sourceLabels: [le], regex: '1.0' }", false
      ),
    ])
  func bucketSteps(step: String, isLost: Bool) throws {
    let monitor = Self.monitor("metricRelabelings: [\(step)]")
    #expect(try Self.codes("3.2", monitor) == (isLost ? ["warning integer-bucket"] : []))
    #expect(try Self.codes("2.55", monitor) == [])
  }

  @Test(
    "windows that hold one sample",
    arguments: [
      ("rate(a{job=\"shop\"}[30s])", "breaking"), ("rate(a{job=\"shop\"}[45s])", "warning"),
      ("rate(a{job=\"shop\"}[1m])", nil), ("max_over_time(a{job=\"shop\"}[30s])", nil), ("rate(a[30s])", nil),
      ("rate(a{job=\"other\"}[30s])", nil), ("rate(a{job=\"shop\"}[5s])", "breaking"),
      ("increase(a[1m:1m])", "breaking"), ("increase(a[2m:1m])", nil), ("rate(a[30s:])", "breaking"),
      ("rate(a[1m:])", nil), ("max_over_time(a[1m:1m])", nil), ("increase((a[1m:1m]))", "breaking"),
    ] as [(String, String?)])
  func windows(expression: String, severity: String?) throws {
    let rules = Sample.rules(["alert: A, expr: '\(expression)'"])
    let monitor = Self.monitor("port: http")
    #expect(try Self.codes("3.2", rules, monitor) == (severity.map { ["\($0) narrow-window"] } ?? []))
    #expect(try Self.codes("2.55", rules, monitor) == [])
  }

  @Test(
    "the interval is the endpoint's own, then Prometheus'",
    arguments: [("interval: 10s", ""), ("port: a", "scrapeInterval: 10s")])
  func intervals(endpoint: String, spec: String) throws {
    let rules = Sample.rules(["alert: A, expr: 'rate(a{job=\"shop\"}[10s])'"])
    #expect(try Self.codes("3.2", rules, Self.monitor(endpoint), spec: spec) == ["breaking narrow-window"])
  }

  @Test(
    "endpoints of one job are told apart by the path that relabeling gives their targets",
    arguments: [
      ("{job=\"shop\", metrics_path=\"/slow\"}", "breaking"), ("{job=\"shop\", metrics_path=\"/metrics\"}", nil),
      ("{job=\"shop\", metrics_path=~\"/s.*\"}", "breaking"),
      ("{job=\"shop\", metrics_path!=\"/metrics\"}", "breaking"),
      ("{job=\"shop\"}", nil), ("{job=\"shop\", pod=\"a\"}", nil), ("{job=\"shop\", metrics_path=\"/other\"}", nil),
    ] as [(String, String?)])
  func paths(selector: String, severity: String?) throws {
    let rules = Sample.rules(["alert: A, expr: 'rate(a\(selector)[1m])'"])
    let path = "relabelings: [{ sourceLabels: [__metrics_path__], targetLabel: metrics_path }]"
    let monitor = Self.monitor("interval: 10s, \(path) }, { path: /slow, interval: 2m, \(path)")
    #expect(try Self.codes("3.2", rules, monitor) == (severity.map { ["\($0) narrow-window"] } ?? []))
  }

  @Test(
    "what a Prometheus' object asks for",
    arguments: [
      ("enableFeatures: [promql-at-modifier]", "3.0", ["info feature-flag"]),
      ("enableFeatures: [promql-at-modifier]", "2.55", []),
      ("enableFeatures: [remote-write-receiver]", "3.0", ["breaking feature-flag"]),
      ("enableFeatures: [remote-write-receiver], enableRemoteWriteReceiver: true", "3.0", ["info feature-flag"]),
      ("enableFeatures: [otlp-write-receiver]", "3.0", ["breaking feature-flag"]),
      ("enableFeatures: [native-histograms]", "3.8", []),
      ("enableFeatures: [native-histograms]", "3.9", ["warning feature-flag"]),
      ("enableFeatures: [native-histograms], scrapeNativeHistograms: true", "3.9", ["info feature-flag"]),
      ("enableFeatures: [exemplar-storage]", "3.14", []),
      ("additionalArgs: [{ name: alertmanager.timeout, value: 10s }]", "3.0", ["breaking removed-argument"]),
      ("additionalArgs: [{ name: alertmanager.timeout, value: 10s }]", "2.55", []),
      ("additionalArgs: [{ name: storage.tsdb.retention.time, value: 10d }]", "3.0", []),
      ("alerting: { alertmanagers: [{ apiVersion: V1 }, { apiVersion: v2 }] }", "3.0", ["info alertmanager-api"]),
    ])
  func servers(spec: String, version: String, codes: [String]) throws {
    #expect(try Self.codes(version, spec: spec) == codes)
  }

  @Test("what a step to version 3 changes is told with the step alone")
  func steps() throws {
    let rules = Sample.rules(["alert: A, expr: 'up{instance=\"a:443\"} + prometheus_notifications_errors_total'"])
    let monitor = Self.monitor(
      "relabelings: [{ action: keep, sourceLabels: [__address__], regex: '.*:80' }], metricRelabelings: []")
    let spec = "remoteWrite: [{ url: a }, { url: b, enableHttp2: true }], externalLabels: { a: 'x$y', b: c }"
    #expect(try Self.codes("3.2", rules, monitor, spec: spec) == [])
    #expect(try Self.codes("3.2", rules, monitor, before: "3.1", spec: spec) == [])
    #expect(
      try Self.codes("3.2", rules, monitor, before: "2.55", spec: spec) == [
        "info changed-metric", "warning default-port", "warning default-port", "info content-type", "info utf8-names",
        "info remote-write-protocol", "warning external-labels",
      ])
  }

  @Test("names of rules may have no braces since 3.2", arguments: [("3.1", []), ("3.2", ["breaking rule-name"])])
  func names(version: String, codes: [String]) throws {
    #expect(try Self.codes(version, Sample.rules(["record: 'a{b=\"c\"}', expr: up"])) == codes)
  }

  @Test(
    "labels of Endpoints under EndpointSlices",
    arguments: [
      ("{ action: keep, sourceLabels: [__meta_kubernetes_endpoint_port_name], regex: http }", "", "breaking"),
      ("{ action: keep, sourceLabels: [__meta_kubernetes_endpoints_name, job], regex: 'a;shop' }", "", "breaking"),
      ("{ sourceLabels: [__meta_kubernetes_endpoint_node_name], targetLabel: node }", "", "warning"),
      ("{ sourceLabels: [__meta_kubernetes_endpointslice_port_name], targetLabel: p }", "", nil),
      ("{ sourceLabels: [__meta_kubernetes_pod_name], targetLabel: p }", "", nil),
      (
        "{ sourceLabels: [__meta_kubernetes_endpoint_ready], targetLabel: r }", ", serviceDiscoveryRole: Endpoints",
        nil
      ),
    ] as [(String, String, String?)])
  func endpointLabels(step: String, spec: String, severity: String?) throws {
    let monitor = Self.monitor("relabelings: [\(step)]", spec: spec)
    let codes = try Self.codes("3.2", monitor, spec: "serviceDiscoveryRole: EndpointSlice")
    #expect(codes.filter { $0.hasSuffix("endpoint-labels") } == (severity.map { ["\($0) endpoint-labels"] } ?? []))
    #expect(try Self.codes("3.2", monitor).allSatisfy { !$0.hasSuffix("endpoint-labels") })
  }

  @Test("configurations in Secrets are read where the Secret is in the build")
  func additional() throws {
    let secret = """
      { apiVersion: v1, kind: Secret, metadata: { name: more, namespace: monitoring }, stringData: {
        scrape.yaml: '[{ job_name: a, scrape_classic_histograms: true }]',
        alert.yaml: '[{ api_version: v1, static_configs: [] }]' } }
      """
    let spec =
      "additionalScrapeConfigs: { name: more, key: scrape.yaml }, "
      + "additionalAlertManagerConfigs: { name: more, key: alert.yaml }"
    let found = PrometheusHazards.findings(from: nil, to: try Sample.objects([secret, Self.server("3.1", spec)]))
    #expect(found.map(\.code) == ["alertmanager-api", "removed-field"])
    #expect(found.allSatisfy { $0.severity == .breaking && $0.object?.kind == "Secret" })
    #expect(found.first?.path == "stringData[\"alert.yaml\"][0].api_version")
    #expect(try Self.codes("3.1", spec: spec) == [])
  }

  @Test("an old Alertmanager, and a Prometheus that runs without the operator")
  func workloads() throws {
    let alertmanager = """
      { apiVersion: monitoring.coreos.com/v1, kind: Alertmanager, metadata: { name: main, namespace: monitoring },
        spec: { version: 0.15.3 } }
      """
    #expect(try Self.codes("3.1", alertmanager) == ["breaking alertmanager-api"])
    let deployment = """
      { apiVersion: apps/v1, kind: Deployment, metadata: { name: p, namespace: monitoring }, spec: { template: { spec: {
        containers: [
          { name: prometheus, image: 'prom/prometheus:v3.1.0', args: ['--storage.tsdb.retention=5d'] }] } } } }
      """
    #expect(try Self.codes("3.1", deployment) == ["breaking removed-argument"])
  }

  @Test("a build that names no version has no findings")
  func noVersion() throws {
    let rules = Sample.rules(["alert: A, expr: 'holt_winters(a_bucket{le=\"1\"}[5m], 0.5, 0.5)'"])
    #expect(PrometheusHazards.findings(from: nil, to: try Sample.objects([rules])) == [])
  }
}
