import Kubernetes
import TestSupport
import Testing
import ValueTree

@testable import UpgradeReport

/// Objects of every kind that a view reads, with values of the wrong kinds in random places.
@Suite("Builds as nobody should make them")
struct HostileBuildTests {
  private static let cases = Effort.count(full: 20_000, quick: 300)

  @Test("damaged objects are reported or passed over: the same on each run, and nothing between a build and itself")
  func damaged() throws {
    print("\(Self.cases) damaged builds, seed \(Effort.seed)")
    var random = SeededGenerator(seed: Effort.seed)
    let sound = try objects(Self.build)
    #expect(sound.entries.count == 11)
    for _ in 0..<Self.cases {
      let from = Self.damaged(sound, &random), to = Self.damaged(sound, &random)
      let report = Self.report(from, to), again = Self.report(from, to)
      #expect(Self.lists(report) == Self.lists(again))
      #expect(Self.lists(Self.report(to, to)) == Self.lists(ClusterReport(name: "c")))
    }
  }

  private static func report(_ from: ObjectSet, _ to: ObjectSet) -> ClusterReport {
    var builder = ReportBuilder(from: "a", to: "b")
    builder.add(cluster: "c", from: from, to: to)
    return builder.report().clusters.first ?? ClusterReport(name: "none")
  }

  private static func lists(_ report: ClusterReport) -> [AnyHashable] {
    [
      report.objects, report.alerts, report.records, report.images, report.scrape, report.definitions, report.access,
      report.dashboards,
    ]
  }

  private static func damaged(_ objects: ObjectSet, _ random: inout SeededGenerator) -> ObjectSet {
    ObjectSet(
      entries: objects.entries.map { entry in
        var entry = entry
        let odds = random.below(31)
        if case .object(var members) = entry.value {
          for (key, value) in members where key != "kind" && key != "apiVersion" {
            members[key] = damaged(value, odds: odds, &random)
          }
          entry.value = .object(members)
        }
        return entry
      })
  }

  /// The value with each of its parts replaced by something else once in `odds` times; never where that is 0.
  private static func damaged(_ value: Value, odds: Int, _ random: inout SeededGenerator) -> Value {
    if odds > 0, random.below(odds * 4) == 0 {
      return junk[random.below(junk.count)]
    }
    switch value {
    case .array(let items): return .array(items.map { damaged($0, odds: odds, &random) })
    case .object(let members): return .object(members.mapValues { damaged($0, odds: odds, &random) })
    default: return value
    }
  }

  private static let junk: [Value] = [
    .null, true, 7, -1.5, "", "x", "a|(b", "é\u{0}", "sum(", "1m", "v1.2.3", [], [[]], [.null, 1, "x", [:]], [:],
    ["name": "x"], ["name": [], "": .null], ["a": ["b": ["c": []]]],
  ]

  private static let build = """
    {apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: {name: r}, spec: {groups: [{name: g, rules:
      [{alert: A, expr: up == 0, for: 5m, labels: {severity: warning}, annotations: {summary: s}},
       {record: 'a:b:c', expr: sum(up)}, {record: 'a:b:c', expr: sum(down)}]}]}}
    ---
    {apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: m}, spec: {selector: {matchLabels:
      {a: b}}, endpoints: [{port: p, path: /x, params: {q: [r]}, interval: 1m, relabelings: [{sourceLabels: [a],
      targetLabel: b}], metricRelabelings: [{action: drop, sourceLabels: [__name__, le], regex: 'a;(1|2)'}]}]}}
    ---
    {apiVersion: monitoring.coreos.com/v1, kind: Probe, metadata: {name: p}, spec: {interval: 1m, prober: {url: x}}}
    ---
    {apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: {name: k8s}, spec: {version: 3.1.0, thanos:
      {image: 'quay.io/thanos/thanos:v0.1.0'}, containers: [{name: c, image: 'a:1'}]}}
    ---
    {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, template:
      {spec: {initContainers: [{name: i, image: b}], containers: [{name: c, image: 'a:1', args: [--x=quay.io/a/b:v1.0],
      env: [{name: E, value: 'quay.io/a/b:v1.0'}]}]}}}}
    ---
    {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: as.example.org}, spec:
      {group: example.org, scope: Namespaced, names: {kind: A, plural: as}, versions: [{name: v1, served: true,
      storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, required: [a],
      properties: {a: {type: string, minLength: 1, enum: [a, b]}, l: {type: array, items: {type: integer}},
      m: {type: object, additionalProperties: {type: string}}}}}}}}]}}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r, labels: {a: b}}, rules:
      [{apiGroups: ['', apps], resources: [pods], resourceNames: [x], verbs: [get, list]},
       {nonResourceURLs: [/metrics], verbs: [get]}]}
    ---
    {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: b}, roleRef: {kind: Role, name: r},
     subjects: [{kind: ServiceAccount, name: s, namespace: n}]}
    ---
    {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: n}, spec: {podSelector: {matchExpressions:
      [{key: a, operator: In, values: [b]}]}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels:
      {a: b}}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 80, endPort: 90}]}]}}
    ---
    {apiVersion: v1, kind: ConfigMap, metadata: {name: d}, data: {a.json: '{"title": "T", "uid": "u", "panels":
      [{"title": "P", "type": "stat", "targets": [{"expr": "up"}]}], "schemaVersion": 39}'}}
    ---
    {apiVersion: example.org/v1, kind: A, metadata: {name: a}, spec: {a: a, l: [1, 2], m: {x: y}}}
    """
}
