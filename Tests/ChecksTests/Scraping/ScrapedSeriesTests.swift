import Kubernetes
import Testing
import ValueTree
import YAML

@testable import Checks

@Suite("Scraped series")
struct ScrapedSeriesTests {
  private static let kubelet = """
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: { name: kubelet, namespace: monitoring }
    spec:
      jobLabel: app.kubernetes.io/name
      selector: { matchLabels: { app.kubernetes.io/name: kubelet } }
      endpoints:
        - port: https-metrics
          metricRelabelings:
            - { action: drop, sourceLabels: [__name__], regex: 'kubelet_docker_(operations|errors)' }
        - port: https-metrics
          path: /metrics/cadvisor
          metricRelabelings:
            - { action: drop, sourceLabels: [__name__], regex: 'container_(tasks_state|threads)' }
            - { action: drop, sourceLabels: [__name__, pod, namespace], regex: '(container_spec_.*);;' }
    """
  private static let app = """
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: { name: app, namespace: apps }
    spec:
      selector: { matchLabels: { app: shop } }
      endpoints:
        - port: http
          metricRelabelings: [{ action: keep, sourceLabels: [__name__], regex: 'shop_.*' }]
    """
  private static let service = """
    apiVersion: v1
    kind: Service
    metadata: { name: shop-metrics, namespace: apps, labels: { app: shop } }
    """

  private static func series(_ documents: String...) throws -> ScrapedSeries {
    ScrapedSeries(ObjectSet.collect(try documents.map { (try YAMLReader.read($0), nil) }).set)
  }

  @Test(
    "what becomes of a metric",
    arguments: [
      ("container_tasks_state", "kubelet", ["spec.endpoints[1].metricRelabelings[0]"]),
      ("container_tasks_state", nil, ["spec.endpoints[1].metricRelabelings[0]"]),
      ("container_spec_cpu_quota", "kubelet", []),
      ("kubelet_docker_errors", "kubelet", ["spec.endpoints[0].metricRelabelings[0]"]),
      ("kubelet_docker_errors", nil, Array(repeating: "spec.endpoints[0].metricRelabelings[0]", count: 2)),
      ("container_memory_rss", "kubelet", nil),
      ("kubelet_running_pods", "kubelet", nil),
      ("kubelet_running_pods", nil, []),
      ("shop_orders_total", "shop-metrics", nil),
      ("go_goroutines", "shop-metrics", ["spec.endpoints[0].metricRelabelings[0]"]),
      ("go_goroutines", "elsewhere", []),
    ] as [(String, String?, [String]?)])
  func fates(metric: String, job: String?, dropped: [String]?) throws {
    switch try Self.series(Self.kubelet, Self.app, Self.service).fate(of: metric, job: job) {
    case .stored: #expect(dropped == nil)
    case .unknown: #expect(dropped == [])
    case .dropped(let places): #expect(places.map(\.path) == dropped)
    }
  }

  @Test("jobs come from labels of Services of the build or their names, else they are not known")
  func jobs() throws {
    let jobs = try Self.series(Self.kubelet, Self.app, Self.service).jobs
    #expect(jobs.names == ["kubelet", "shop-metrics"])
    #expect(jobs.isClosed)
    #expect(jobs.contains("kubelet") == true)
    #expect(jobs.contains("kubelett") == false)
    let open = try Self.series(Self.kubelet, Self.app).jobs
    #expect(open.names == ["kubelet"])
    #expect(open.openings.map(\.name) == ["app"])
    #expect(open.contains("kubelett") == nil)
  }
}
