import Testing

@testable import Checks

@Suite("Sides that never match")
struct NeverMatchingTests {
  private static func found(_ expression: String, code: String = NeverMatching.code) throws -> [String] {
    let rules = Sample.rules(["record: job:up:sum, expr: sum by (job) (up)", "alert: Own, expr: \"\(expression)\""])
    return try Sample.findings([rules], code: code).filter { $0.contains("alert Own") }
  }

  @Test(
    "a label that one side has and the other lacks, and values that exclude each other",
    arguments: [
      "up == 0 and sum(up) > 1", "up * sum(up)", "sum by (job) (up) and sum by (pod, job) (up{pod='x'})",
      "sum by (pod) (a{pod='x'}) * on (pod) sum by (pod) (b{pod='y'})", "job:up:sum / sum(up)",
      "up * on (instance) job:up:sum", "a{pod=~'x|y'} + ignoring (job) b{pod='z'}", "up unless sum(up)",
      "up * on (instance, job) group_left job:up:sum",
    ])
  func never(expression: String) throws {
    #expect(try Self.found(expression).count == 1)
  }

  @Test(
    "sides that may match",
    arguments: [
      "up == 0 and on () sum(up) > 1", "up * ignoring (instance) group_left sum by (job) (up)", "sum(up) and sum(up)",
      "up * on (job) group_left job:up:sum", "up or sum(up)", "sum(a) / sum(b)", "up * scalar(sum(up))", "up > 1",
      "a{pod=~'x.*'} + b{pod=~'xy|z'}", "up and on (pod) a", "ALERTS and sum(up)", "other:series and sum(up)",
      "sum by (job) (up) and ignoring (job) sum(up)",
    ])
  func may(expression: String) throws {
    #expect(try Self.found(expression) == [])
  }

  @Test("the message says which label it is, and what each side has")
  func message() throws {
    #expect(
      try Self.found("a{pod='x'} and on (pod) b{pod=~'y|z.*'}") == [
        "warning never-matches: alert Own: the two sides of 'and' never match: 'pod' is \"x\" on the left and "
          + "'pod' is \"y\" or \"z…\" on the right"
      ])
  }

  @Test(
    "quantiles of buckets that have lost their bounds",
    arguments: [
      ("histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m])))", 1),
      ("histogram_quantile(0.9, sum(rate(x_bucket[5m])))", 1),
      ("histogram_quantile(0.9, sum by (job, le) (rate(x_bucket[5m])))", 0),
      ("histogram_quantile(0.9, rate(x_bucket[5m]))", 0), ("histogram_quantile(0.9, sum by (job) (rate(x[5m])))", 0),
    ])
  func histograms(expression: String, count: Int) throws {
    #expect(try Self.found(expression, code: NeverMatching.bucketCode).count == count)
  }
}
