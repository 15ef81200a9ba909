import Testing

@testable import PromQL

@Suite("pretty form")
struct PrettyFormTests {
  @Test("what fits on a line stays on it")
  func short() throws {
    #expect(try Expression(parsing: "sum by(a)(b)+c").pretty == "sum by (a) (b) + c")
  }

  @Test("what does not fit is indented by its level")
  func long() throws {
    let text = """
      sum by (namespace) (kube_pod_status_phase{phase="Pending",job="kube-state-metrics"}) / on (namespace) group_left ()
      count by (namespace) (rate(container_cpu_usage_seconds_total{job="kubelet",image!="",container!="POD"}[5m])) > 0.1
      unless (kube_namespace_labels{job="kube-state-metrics"} or topk(5, label_replace(absent_metric_name{cluster="x"},
      "destination", "$1", "source", "(.*)")) * 2 + 3)
      """
    let pretty = """
            sum by (namespace) (kube_pod_status_phase{job="kube-state-metrics",phase="Pending"})
          / on (namespace) group_left ()
            count by (namespace) (
              rate(container_cpu_usage_seconds_total{container!="POD",image!="",job="kubelet"}[5m])
            )
        >
          0.1
      unless
        (
            kube_namespace_labels{job="kube-state-metrics"}
          or
                topk(
                  5,
                  label_replace(absent_metric_name{cluster="x"}, "destination", "$1", "source", "(.*)")
                )
              *
                2
            +
              3
        )
      """
    #expect(try Expression(parsing: text).pretty == pretty)
  }

  @Test("a sign, a window and a comma stay with what they belong to")
  func attached() throws {
    let name = String(repeating: "m", count: 60)
    let text = "-sum(\(name) + \(name))[5m:1m] offset 1h"
    #expect(
      try Expression(parsing: text).pretty == """
        -sum(
            \(name)
          +
            \(name)
        )[5m:1m] offset 1h
        """)
  }
}
