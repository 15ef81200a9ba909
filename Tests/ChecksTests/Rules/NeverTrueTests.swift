import Testing

@testable import Checks

@Suite("Comparisons that let nothing through")
struct NeverTrueTests {
  private static func found(_ expression: String) throws -> Int {
    try Sample.findings([Sample.rules(["alert: Own, expr: \"\(expression)\""])], code: NeverTrue.code).count
  }

  @Test(
    "what never has a result",
    arguments: [
      "up > 1", "up < 0", "up == 2", "up == 0.5", "1 < up", "2 == up", "count(x) == 0", "count(x) < 1", "count(x) <= 0",
      "group(x) > 1", "absent(x) == 0", "(x > bool 1) > 1", "hour() > 23", "day_of_week() == 7", "month() < 1",
      "minute() >= 60", "day_of_month() == 0", "x > 5 < 3", "(x > 5) <= 5", "(x < 5) >= 5", "3 > x > 5", "x > x",
      "(x) < x", "x unless x", "max(up) > 1", "avg by (job) (up) > 1", "avg_over_time(up[5m]) > 1", "-up > 0",
      "up - 1 > 0", "up + up > 2", "sum(count(x)) < 1", "min_over_time((up)[5m:1m]) == -1", "vector(1) > 2",
      "present_over_time(x[5m]) == 0", "changes(x[5m]) < 0", "sqrt(x) < 0", "(up or absent(up)) > 1",
      "quantile(0.5, up) > 1", "count_values('v', x) == 0", "(x == 3) > 3", "scalar(up) > 1 + vector(0)",
    ])
  func never(expression: String) throws {
    #expect(try Self.found(expression) == 1)
  }

  @Test(
    "what may have one",
    arguments: [
      "up == 0", "up != 1", "up >= 1", "up > 0.5", "count(x) > 0", "count(x) == 1", "sum(up) > 5", "x > 5 > 3",
      "x > 3 < 5",
      "x >= 5 <= 5", "x > x offset 5m", "x > bool x", "x != x", "x == x", "x and x", "up * 2 > 1", "up / up > 1",
      "rate(x[5m]) < 0", "hour() > 22", "avg(up) == 0.5", "quantile(2, up) > 1", "sum_over_time(up[5m]) > 1",
      "up{job='a'} > up{job='b'}", "stddev(x) == 0", "count(x) + 1e300 > 1e300", "node:up > 1", "upper > 1",
      "(up or x) > 1",
    ])
  func may(expression: String) throws {
    #expect(try Self.found(expression) == 0)
  }

  @Test("where both sides of 'or' are lost, all is")
  func bothSides() throws {
    let build = [Sample.rules(["alert: Own, expr: \"minute() == 60 or month() == 0\""])]
    let found = BuildCheck(try Sample.objects(build)).findings().filter { $0.code == NeverTrue.code }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.notes.first?.message.hasPrefix("the alert never fires") == true })
  }

  @Test("the message gives the values of both sides")
  func message() throws {
    let found = try Sample.findings([Sample.rules(["alert: Own, expr: 'count(x) < 1'"])], code: NeverTrue.code)
    #expect(
      found == [
        "warning never-true: alert Own: 'count(x) < 1' never has a result: "
          + "the left side is at least 1 in whole numbers, the right side 1"
      ])
  }

  @Test("dashboards compare with variables, so they are left alone")
  func dashboards() throws {
    #expect(try Sample.findings([Sample.dashboard(panel: "up > $limit")], code: NeverTrue.code) == [])
  }
}
