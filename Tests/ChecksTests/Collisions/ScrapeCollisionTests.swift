import Diagnostics
import Kubernetes
import Testing
import ValueTree
import YAML

@testable import Checks

@Suite("Collisions of scrapes")
struct ScrapeCollisionTests {
  /// The kubelet's four paths as kube-prometheus scrapes them, without what comes after `relabelings` of each.
  private static func kubelet(
    _ endpoints: [String], name: String = "kubelet", label: String = "app.kubernetes.io/name: kubelet"
  ) -> String {
    let lines = endpoints.map { "    - { port: https-metrics, \($0) }" }.joined(separator: "\n")
    return """
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: { name: \(name), namespace: monitoring }
      spec:
        jobLabel: \(label.split(separator: ":")[0])
        namespaceSelector: { matchNames: [kube-system] }
        selector: { matchLabels: { \(label) } }
        endpoints:
      \(lines)

      """
  }

  private static let path = "relabelings: [{ sourceLabels: [__metrics_path__], targetLabel: metrics_path }]"
  private static let drop =
    "metricRelabelings: [{ action: drop, sourceLabels: [__name__], regex: process_start_time_seconds }]"
  private static let dropTarget =
    "relabelings: [{ action: drop, sourceLabels: [__metrics_path__], regex: /metrics/probes }]"

  private static func samples(_ action: String, _ labels: String, _ regex: String) -> String {
    "path: /metrics/probes, metricRelabelings: [{ action: \(action), sourceLabels: [\(labels)], regex: '\(regex)' }]"
  }

  private static func places(_ documents: String...) throws -> [String] {
    let values = try documents.map { text -> (value: Value, source: Diagnostics.SourceLocation?) in
      (try YAMLReader.read(Array(text.utf8), file: "x.yaml"), nil)
    }
    return ScrapeCollisions.findings(in: ObjectSet.collect(values).set).map {
      "\($0.object?.name ?? "") \($0.path ?? "")"
    }
  }

  @Test("paths of the kubelet with a label of their path do not collide, and those without do")
  func metricsPath() throws {
    let all = ["", "path: /metrics/cadvisor", "path: /metrics/probes", "path: /metrics/slis"]
    #expect(try Self.places(Self.kubelet(all.map { "\($0)\($0.isEmpty ? "" : ", ")\(Self.path)" })) == [])
    let found = try Self.places(Self.kubelet(all.map { $0.isEmpty ? "interval: 30s" : $0 }))
    #expect(found == ["kubelet spec.endpoints[0]", "kubelet spec.endpoints[0]", "kubelet spec.endpoints[2]"])
  }

  @Test(
    "what keeps two paths apart",
    arguments: [
      ("path: /metrics/probes, \(drop)", true),
      ("path: /metrics/probes, \(dropTarget)", true),
      ("path: /metrics/probes, relabelings: [{ targetLabel: kind, replacement: probes }]", true),
      ("path: /metrics/probes, relabelings: [{ targetLabel: kind, replacement: '' }]", false),
      ("path: /metrics/probes", false),
      (samples("drop", "__name__", "process_.*"), true),
      (samples("Drop", "__name__", "(process_start_time_seconds|x)"), true),
      (samples("drop", "__name__", "process"), false),
      (samples("keep", "__name__", "prober_.*"), true),
      (samples("drop", "__name__, pod", "process_start_time_seconds;"), false),
      ("path: /metrics/probes, \(dropTarget.replacing("/metrics/probes", with: "/metrics"))", false),
      ("path: /metrics/probes, params: { x: [y] }", true),
      ("path: /metrics/other", true),
      ("path: /metrics/resource", true),
    ])
  func apart(endpoint: String, isApart: Bool) throws {
    let found = try Self.places(Self.kubelet(["interval: 30s", endpoint]))
    #expect(found == (isApart ? [] : ["kubelet spec.endpoints[0]"]))
  }

  @Test("a label that is taken away again keeps nothing apart")
  func labelDrop() throws {
    let dropped = """
      relabelings: [{ sourceLabels: [__metrics_path__], targetLabel: metrics_path }, \
      { action: labeldrop, regex: metrics_path|x }]
      """
    let found = try Self.places(Self.kubelet([dropped, "path: /metrics/probes, \(dropped)"]))
    #expect(found == ["kubelet spec.endpoints[0]"])
  }

  @Test("two monitors select the kubelet by different labels and give it the same job")
  func monitors() throws {
    let stack = Self.kubelet([Self.path])
    let team = Self.kubelet([Self.path], name: "team", label: "k8s-app: kubelet")
    #expect(try Self.places(stack, team) == ["kubelet spec.endpoints[0]"])
    let other = "relabelings: [{ targetLabel: job, replacement: team }]"
    #expect(try Self.places(stack, Self.kubelet([other], name: "team", label: "k8s-app: kubelet")) == [])
    let elsewhere = Self.kubelet([Self.path], name: "team", label: "k8s-app: kubelet")
      .replacing("[kube-system]", with: "[other]")
    #expect(try Self.places(stack, elsewhere) == [])
    let everywhere = elsewhere.replacing("{ matchNames: [other] }", with: "{ any: true }")
    #expect(try Self.places(stack, everywhere) == ["kubelet spec.endpoints[0]"])
  }

  @Test("monitors of one Service of the build collide, whatever labels they select it by")
  func services() throws {
    let service = """
      apiVersion: v1
      kind: Service
      metadata: { name: shop, namespace: shop, labels: { app: shop, team: a } }
      """
    let monitor = { (name: String, label: String) in
      """
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: { name: \(name), namespace: shop }
      spec: { selector: { matchLabels: { \(label) } }, endpoints: [{ port: metrics }] }
      """
    }
    #expect(try Self.places(monitor("a", "app: shop"), monitor("b", "team: a")) == [], "nothing says that it is one")
    #expect(try Self.places(service, monitor("a", "app: shop"), monitor("b", "team: a")) == ["a spec.endpoints[0]"])
    #expect(try Self.places(monitor("a", "app: shop"), monitor("b", "app: shop")) == ["a spec.endpoints[0]"])
    let pods = { (name: String) in
      monitor(name, "app: shop").replacing("ServiceMonitor", with: "PodMonitor")
        .replacing("endpoints", with: "podMetricsEndpoints")
    }
    #expect(try Self.places(pods("a"), pods("b")) == [], "job is the name of the monitor")
    #expect(try Self.places(monitor("a", "app: shop"), pods("b")) == [])
  }

  @Test("the message says which series, which endpoints and what to do")
  func message() throws {
    let text = Self.kubelet(["interval: 30s", "path: /metrics/probes"])
    let value = try YAMLReader.read(Array(text.utf8), file: "x.yaml")
    let finding = try #require(ScrapeCollisions.findings(in: ObjectSet.collect([(value, nil)]).set).first)
    #expect(finding.code == "series-collision")
    #expect(finding.severity == .warning)
    #expect(
      finding.message
        == "it scrapes process_start_time_seconds of the kubelet on /metrics, as spec.endpoints[1] does on "
        + "/metrics/probes, and no label keeps the two apart: Prometheus drops samples of one of them")
    #expect(finding.hint?.contains("__metrics_path__") == true)
  }

  @Test(
    "monitors that are none of the API's do no harm",
    arguments: [
      "spec: 1", "spec: { endpoints: 1 }", "spec: { endpoints: [1, null, {}] }", "spec: { endpoints: [{}, {}] }",
      "spec: { selector: [], endpoints: [{ relabelings: [1, { regex: '(((' , action: drop, sourceLabels: [x] }] }] }",
      "spec: { selector: { matchLabels: { a: 1 } }, endpoints: [{ path: 5, port: [] }] }",
    ])
  func malformed(spec: String) throws {
    _ = try Self.places(
      "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: a, namespace: b }\n\(spec)\n")
  }
}
