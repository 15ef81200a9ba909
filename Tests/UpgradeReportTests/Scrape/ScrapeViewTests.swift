import Testing

@testable import UpgradeReport

@Suite("What is scraped")
struct ScrapeViewTests {
  @Test("four endpoints on one port are told apart by their paths")
  func paths() throws {
    let from = "[{port: p}, {port: p, path: /metrics/cadvisor, interval: 30s}, {port: p, path: /metrics/probes}]"
    let to = "[{port: p, path: /metrics/slis}, {port: p, path: /metrics/cadvisor, interval: 15s}, {port: p}]"
    #expect(
      try changes(monitor(from), monitor(to)) == [
        ["removed port p /metrics/probes"], ["added port p /metrics/slis"],
        ["changed port p /metrics/cadvisor", "interval 30s -> 15s"],
      ])
  }

  @Test("an interval that is only written differently, and labels of the monitor, are no change")
  func cosmetic() throws {
    let from = monitor("[{port: p, interval: 60s}]")
    let to = monitor("[{port: p, interval: 1m}]").replacing("{name: m}", with: "{name: m, labels: {a: b}}")
    #expect(try changes(from, to) == [])
  }

  @Test("series are dropped, dropped no longer, or all that is kept")
  func filters() throws {
    let name = "sourceLabels: [__name__]"
    let from = monitor(
      "[{metricRelabelings: [{action: drop, \(name), regex: a_(x|y)}, {action: keep, \(name), regex: k}]}]")
    let to = monitor(
      """
      [{metricRelabelings: [{action: Drop, \(name), regex: 'a_x|b_.*'}, {action: keep, \(name), regex: l},
        {action: drop, sourceLabels: [__name__, le], regex: 'h_bucket;(1|2)'}]}]
      """)
    #expect(
      try changes(from, to) == [
        [
          "changed /metrics", "drops b_.*", "drops h_bucket where le is 1, 2", "no longer drops a_y", "keeps l",
          "no longer keeps k",
        ],
      ])
  }

  @Test("filters that are written differently say at least that")
  func rewritten() throws {
    let from = monitor("[{metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: a|b}]}]")
    let to = monitor("[{metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: b|a}]}]")
    #expect(try changes(from, to) == [["changed /metrics", "metricRelabelings changed"]])
  }

  @Test("steps of relabelling in words")
  func relabelings() throws {
    let from = monitor(
      """
      [{port: p, relabelings: [{sourceLabels: [a], targetLabel: b}, {action: labeldrop, regex: x},
        {sourceLabels: [c], targetLabel: d, regex: (.+)}]}]
      """)
    let to = monitor(
      """
      [{port: p, relabelings: [{action: labeldrop, regex: x}, {sourceLabels: [c], targetLabel: d, regex: (.*)x},
        {sourceLabels: [a], targetLabel: b}, {targetLabel: e, replacement: f}]}]
      """)
    let lines = try changes(from, to).flatMap { $0 }
    #expect(lines.first == "changed port p /metrics")
    #expect(lines.contains("relabelings moved: replace b from a"))
    #expect(lines.contains("relabelings: replace d where c is (.+) -> replace d where c is (.*)x"))
    #expect(lines.contains("relabelings added: replace e with f"))
    #expect(lines.count == 4)
  }

  @Test("selectors and other fields of the whole monitor")
  func whole() throws {
    let from = monitor("[]", more: "selector: {matchLabels: {app: a}}, jobLabel: x")
    let to = monitor("[]", more: "selector: {matchLabels: {app: b}}, sampleLimit: 5")
    #expect(
      try changes(from, to) == [
        ["changed ", "jobLabel x removed", "sampleLimit 5 added", "selector.matchLabels.app a -> b"],
      ])
  }

  @Test("probes and scrape configurations are endpoints, too")
  func others() throws {
    func probe(_ n: Int) -> String {
      """
      {apiVersion: monitoring.coreos.com/v1, kind: Probe, metadata: {name: p}, spec: {interval: \(n)s,
        targets: {staticConfig: {static: [a, b\(n)]}}, metricRelabelings: [{action: drop, sourceLabels: [__name__],
        regex: x\(n)}]}}
      ---
      {apiVersion: monitoring.coreos.com/v1alpha1, kind: ScrapeConfig, metadata: {name: s},
       spec: {scrapeInterval: \(n)s, metricsPath: /m}}
      """
    }
    #expect(
      try changes(probe(1), probe(2)) == [
        [
          "changed /metrics", "interval 1s -> 2s", "targets.staticConfig.static[b1] b1 removed",
          "targets.staticConfig.static[b2] b2 added", "drops x2", "no longer drops x1",
        ],
        ["changed /m", "scrapeInterval 1s -> 2s"],
      ])
  }

  @Test("a monitor that is new or gone is told by its endpoints")
  func presence() throws {
    let text = monitor("[{port: a, interval: 5s}, {targetPort: 9090, path: /x, params: {q: [1, 2]}}]")
    #expect(try changes("", text) == [["added port a /metrics", "interval 5s"], ["added port 9090 /x?q=1,2"]])
    #expect(try changes(text, "").map { $0[0] } == ["removed port a /metrics", "removed port 9090 /x?q=1,2"])
  }

  @Test(
    "monitors as nobody should write them",
    arguments: ["null", "7", "{}", "[null, 1, [], {}]", "[{port: [], path: {}, params: 7, metricRelabelings: {}}]",
      "[{port: a, metricRelabelings: [1, null, {regex: [], sourceLabels: 7}], relabelings: x}, {port: a}, {port: a}]"])
  func hostile(endpoints: String) throws {
    let sound = monitor("[{port: a, metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: a}]}]")
    #expect(try changes(monitor(endpoints), monitor(endpoints)) == [])
    _ = try changes(monitor(endpoints), sound)
    _ = try changes(sound, monitor(endpoints))
  }

  private func changes(_ from: String, _ to: String) throws -> [[String]] {
    var builder = ReportBuilder(from: "a", to: "b")
    builder.add(cluster: "c", from: try objects(from), to: try objects(to))
    return builder.report().clusters.flatMap(\.scrape).map { ["\($0.kind) \($0.what)"] + $0.details }
  }

  private func monitor(_ endpoints: String, more: String = "") -> String {
    """
    {apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: m},
     spec: {endpoints: \(endpoints)\(more.isEmpty ? "" : ", " + more)}}
    """
  }
}
