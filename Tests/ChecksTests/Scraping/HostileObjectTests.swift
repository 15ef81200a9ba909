import Kubernetes
import TestSupport
import Testing
import ValueTree

@testable import Checks

@Suite("Objects that are not as the API wants them")
struct HostileObjectTests {
  private static let documents = [
    PrometheusHazardTests.server(
      "3.2",
      "enableFeatures: [agent], additionalArgs: [{ name: a, value: b }], additionalScrapeConfigs: { name: s, key: k }, "
        + "additionalAlertManagerConfigs: { name: s, key: k }, serviceDiscoveryRole: EndpointSlice, "
        + "alerting: { alertmanagers: [{ apiVersion: v1 }] }, remoteWrite: [{ url: a }], externalLabels: { a: $b }"),
    PrometheusHazardTests.monitor(
      "interval: 1m, params: { a: [b] }, relabelings: [{ sourceLabels: [a], regex: '(b)', targetLabel: c }], "
        + "metricRelabelings: [{ action: drop, sourceLabels: [__name__, le], regex: 'a;1' }]"),
    """
    { apiVersion: monitoring.coreos.com/v1, kind: Probe, metadata: { name: p, namespace: a },
      spec: { jobName: j, targets: { staticConfig: { static: [a], relabelingConfigs: [{ action: keep }] } } } }
    """,
    """
    { apiVersion: v1, kind: Secret, metadata: { name: s, namespace: monitoring }, stringData: {
      k: '[{ job_name: a, static_configs: [{ labels: { job: b } }], relabel_configs: [{ regex: a }] }]',
      alertmanager.yaml: 'route: { match_re: { alertname: a }, routes: [{ matchers: ["a=b"] }] }' } }
    """,
    """
    { apiVersion: monitoring.coreos.com/v1alpha1, kind: AlertmanagerConfig, metadata: { name: c, namespace: a },
      spec: { route: { matchers: [{ name: alertname, value: a, regex: true }], routes: [{}] }, inhibitRules: [{}] } }
    """,
    "{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: apps, labels: { app: shop } }, spec: {} }",
    Sample.rules(["alert: A, expr: 'rate(a_bucket{le=\"1\", job=\"shop\"}[1m])'"]),
  ]

  /// A value with one of the values in it replaced by another; kind and names stay, so that it is still looked at.
  private static func damaged(_ value: Value, _ generator: inout SeededGenerator) -> Value {
    let others: [Value] = [
      .null, 5, -1.5, true, "", "a", "(", "$1", "\u{0}é", [], [[]], ["a"], [[:]], [:], ["a": "b"], .string("{"),
    ]
    switch value {
    case .object(var members) where generator.chance(85):
      let keys = members.keys.filter { !["apiVersion", "kind", "metadata"].contains($0) }
      guard !keys.isEmpty else { return generator.pick(others) }
      let key = generator.pick(keys)
      members[key] = members[key].map { damaged($0, &generator) }
      return .object(members)
    case .array(var items) where !items.isEmpty && generator.chance(85):
      let index = generator.below(items.count)
      items[index] = damaged(items[index], &generator)
      return .array(items)
    default: return generator.pick(others)
    }
  }

  @Test("nothing crashes, and the same build has the same findings")
  func damage() throws {
    var generator = SeededGenerator(seed: Effort.seed)
    let objects = try Sample.objects(Self.documents)
    #expect(objects.entries.count == Self.documents.count)
    var counts: Set<Int> = []
    for round in 0..<Effort.count(full: 50_000, quick: 500) {
      var damaged = objects
      for _ in 0..<4 {
        let index = generator.below(damaged.entries.count)
        damaged.entries[index].value = Self.damaged(damaged.entries[index].value, &generator)
      }
      let found = Self.findings(damaged)
      #expect(found == Self.findings(damaged), "round \(round) of seed \(Effort.seed)")
      counts.insert(found.count)
    }
    #expect(counts.count > 5)
  }

  private static func findings(_ objects: ObjectSet) -> [Finding] {
    let series = ScrapedSeries(objects)
    _ = series.fate(of: "a_bucket", job: "shop")
    return PrometheusHazards.findings(from: objects, to: objects) + RelabelingCheck.findings(in: objects)
      + RoutingCheck.findings(in: objects, alerts: ["A"]) + ScrapeCollisions.findings(in: objects)
  }
}
