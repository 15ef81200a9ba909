import Testing

@testable import Checks

@Suite("What a Prometheus has in place of a metric")
struct SubstitutesTests {
  @Test(
    "suffixes first, then what is nearly the same of the same exporter, never what the build asks for too",
    arguments: [
      ("a_seconds_bucket", "a_seconds", "a_seconds"), ("a_seconds_count", "a_seconds", "a_seconds"),
      ("a_seconds", "a_seconds_bucket", "a_seconds_bucket"), ("a_total", "a", "a"), ("a", "a_total", "a_total"),
      (
        "apiserver_request_slo_duration_seconds", "apiserver_request_sli_duration_seconds",
        "apiserver_request_sli_duration_seconds"
      ),
      ("kube_pod_info", "kubelet_pod_info", nil), ("node_load15", "node_load5", nil), ("a_seconds", "b_total", nil),
    ] as [(String, String, String?)])
  func substitute(missing: String, there: String, expected: String?) throws {
    let list = try MetricList(Array(there.utf8), file: "list")
    #expect(Substitutes(in: list, besides: [missing, "node_load5"]).substitute(for: missing)?.name == expected)
  }
}
