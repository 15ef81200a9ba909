import Testing

@testable import Checks

@Suite("Relabeling that cannot work")
struct RelabelingCheckTests {
  private static func findings(_ documents: String...) throws -> [String] {
    RelabelingCheck.findings(in: try Sample.objects(documents)).map { "\($0.path ?? ""): \($0.message)" }
  }

  private static func monitor(_ list: String) -> String { PrometheusHazardTests.monitor(list) }

  @Test(
    "what Prometheus refuses, and what takes the name away",
    arguments: [
      ("relabelings: [{ action: keep, sourceLabels: [a], regex: '(' }]", "relabelings[0]: '(' is no regular"),
      ("metricRelabelings: [{ targetLabel: a }, { action: move }]", "metricRelabelings[1]: 'move' is no relabeling"),
      ("relabelings: [{ sourceLabels: [a] }]", "relabelings[0]: replace needs a target label"),
      ("metricRelabelings: [{ action: LabelKeep, regex: pod }]", "metricRelabelings[0]: its step 'labelkeep' removes"),
      ("metricRelabelings: [{ action: labeldrop, regex: '.*' }]", "metricRelabelings[0]: its step 'labeldrop' removes"),
      ("metricRelabelings: [{ action: labelkeep, regex: '__name__|pod' }]", nil),
      ("relabelings: [{ action: labeldrop, regex: '__name__' }]", nil),
      ("relabelings: [{ action: drop, sourceLabels: [a], regex: 'x{900}' }]", nil),
      ("relabelings: 5", nil), ("relabelings: [5, null, a]", nil),
    ] as [(String, String?)])
  func steps(list: String, start: String?) throws {
    let found = try Self.findings(Self.monitor(list))
    #expect(found.count == (start == nil ? 0 : 1))
    if let start { #expect(found.first?.hasPrefix("spec.endpoints[0]." + start) == true, "\(found)") }
  }

  @Test("a step in an additional configuration stands in the Secret")
  func additional() throws {
    let secret = """
      { apiVersion: v1, kind: Secret, metadata: { name: more, namespace: monitoring }, stringData: {
        scrape.yaml: '[{ job_name: a }, { job_name: b, relabel_configs: [{ action: hashmod, target_label: x }] }]' } }
      """
    let server = PrometheusHazardTests.server("3.1", "additionalScrapeConfigs: { name: more, key: scrape.yaml }")
    let found = try Self.findings(secret, server)
    #expect(
      found == [
        "stringData[\"scrape.yaml\"][1].relabel_configs[0]: hashmod needs a modulus other than 0: "
          + "Prometheus refuses its whole configuration"
      ])
  }
}
