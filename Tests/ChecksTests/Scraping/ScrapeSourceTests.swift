import Kubernetes
import Testing

@testable import Checks

@Suite("Jobs of all that is scraped")
struct ScrapeSourceTests {
  private static func jobs(_ documents: String...) throws -> (names: [String], openings: [String]) {
    let jobs = ScrapedSeries(try Sample.objects(documents)).jobs
    return (jobs.names, jobs.openings.map(\.description))
  }

  private static func object(_ kind: String, _ spec: String) -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: \(kind)
    metadata: { name: x, namespace: apps }
    spec: { \(spec) }
    """
  }

  @Test(
    "where a job comes from",
    arguments: [
      ("PodMonitor", "podMetricsEndpoints: [{ port: a }]", ["apps/x"]),
      ("PodMonitor", "jobLabel: app, selector: { matchLabels: { app: shop } }, podMetricsEndpoints: [{}]", ["shop"]),
      ("PodMonitor", "jobLabel: app, podMetricsEndpoints: [{}]", nil),
      ("ServiceMonitor", "jobLabel: app, selector: { matchLabels: { app: shop } }, endpoints: [{}]", ["shop"]),
      ("ServiceMonitor", "selector: { matchLabels: { app: shop } }, endpoints: [{}]", nil),
      ("ServiceMonitor", "endpoints: [{ relabelings: [{ targetLabel: job, replacement: j }] }]", ["j"]),
      ("ServiceMonitor", "endpoints: [{ relabelings: [{ sourceLabels: [a], targetLabel: job }] }]", nil),
      ("ServiceMonitor", "endpoints: [{ relabelings: [{ action: drop, regex: '.*' }] }]", []),
      (
        "ServiceMonitor",
        "selector: { matchLabels: { k8s-app: kubelet } }, endpoints: [{ relabelings: "
          + "[{ sourceLabels: [job], targetLabel: job, replacement: 'my-$1' }] }]", ["my-kubelet"]
      ),
      ("Probe", "targets: { staticConfig: { static: [a] } }", ["probe/apps/x"]),
      ("Probe", "jobName: p, targets: { staticConfig: { static: [a] } }", ["p"]),
      (
        "Probe",
        "jobName: p, targets: { ingress: { relabelingConfigs: [{ targetLabel: job, replacement: q }] } }", ["q"]
      ),
      ("ScrapeConfig", "staticConfigs: [{ targets: [a] }]", ["scrapeConfig/apps/x"]),
      (
        "ScrapeConfig", "staticConfigs: [{ targets: [a], labels: { job: s } }, { targets: [b] }]",
        ["s", "scrapeConfig/apps/x"]
      ),
      ("ScrapeConfig", "jobName: n, staticConfigs: [{ targets: [a], labels: { job: s } }]", ["n"]),
      ("ScrapeConfig", "jobName: n, httpSDConfigs: [{ url: a }]", ["n"]),
    ] as [(String, String, [String]?)])
  func sources(kind: String, spec: String, names: [String]?) throws {
    let found = try Self.jobs(Self.object(kind, spec))
    #expect(found.names == names ?? [])
    #expect(found.openings == (names == nil ? ["\(kind) apps/x"] : []))
  }

  @Test("targets that come over HTTP may have any job")
  func foreign() throws {
    let found = try Self.jobs(Self.object("ScrapeConfig", "httpSDConfigs: [{ url: a }]"))
    #expect(found.names == ["scrapeConfig/apps/x"])
    #expect(found.openings == ["ScrapeConfig apps/x"])
  }

  @Test("every Service of the build that a monitor selects gives a job")
  func services() throws {
    func service(_ name: String, _ namespace: String, _ labels: String) -> String {
      "{ apiVersion: v1, kind: Service, metadata: { name: \(name), namespace: \(namespace), labels: { \(labels) } } }"
    }
    let monitor = Self.object(
      "ServiceMonitor", "jobLabel: team, selector: { matchLabels: { app: shop } }, endpoints: [{}]")
    let found = try Self.jobs(
      monitor, service("a", "apps", "app: shop, team: blue"), service("b", "apps", "app: shop"),
      service("c", "other", "app: shop, team: red"), service("d", "apps", "app: shops"))
    #expect(found.names == ["b", "blue"])
    #expect(found.openings == [])
  }

  @Test("additional configurations are read, from Base64 too; where the Secret is elsewhere, any job may come")
  func additional() throws {
    // [{"job_name":"a"},{"job_name":"b","static_configs":[{"labels":{"job":"c"}}]}]
    let text =
      "W3siam9iX25hbWUiOiJhIn0seyJqb2JfbmFtZSI6ImIiLCJzdGF0aWNfY29uZmlncyI6W3sibGFiZWxzIjp7ImpvYiI6ImMifX1dfV0="
    let secret =
      "{ apiVersion: v1, kind: Secret, metadata: { name: more, namespace: monitoring }, data: { c.yaml: '\(text)' } }"
    let server = PrometheusHazardTests.server("3.1", "additionalScrapeConfigs: { name: more, key: c.yaml }")
    #expect(try Self.jobs(secret, server).names == ["a", "c"])
    #expect(try Self.jobs(secret, server).openings == [])
    #expect(try Self.jobs(server).openings == ["Prometheus monitoring/k8s"])
  }

  @Test(
    "what others send may have any job",
    arguments: [
      "enableRemoteWriteReceiver: true", "enableOTLPReceiver: true", "enableFeatures: [remote-write-receiver]",
    ])
  func receivers(spec: String) throws {
    #expect(try Self.jobs(PrometheusHazardTests.server("2.50", spec)).openings == ["Prometheus monitoring/k8s"])
  }

  @Test("a metric that a step renames is not known by either name")
  func renames() throws {
    let monitor = Self.object(
      "ServiceMonitor",
      "jobLabel: app, selector: { matchLabels: { app: shop } }, endpoints: [{ metricRelabelings: "
        + "[{ sourceLabels: [__name__], regex: 'old_(.*)', targetLabel: __name__, replacement: 'new_$1' }] }]")
    let series = ScrapedSeries(try Sample.objects([monitor]))
    #expect(series.fate(of: "old_total", job: "shop") == .unknown)
    #expect(series.fate(of: "other_total", job: "shop") == .stored)
  }
}
