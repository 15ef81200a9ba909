import Testing

@testable import PromQL

@Suite("functions and versions")
struct FunctionTests {
  @Test("the table is sorted and without duplicates")
  func sorted() {
    let names = Function.all.map(\.name)
    #expect(names == Set(names).sorted())
    #expect(names.count == 91)
  }

  @Test(
    "how many functions a release has",
    arguments: [("2.0", 46), ("2.26", 50), ("2.42", 70), ("3.0", 77), ("3.14", 90)])
  func counts(version: String, count: Int) throws {
    let version = try #require(PrometheusVersion(version))
    #expect(Function.all.filter { $0.availability.contains(version) }.count == count)
  }

  @Test("functions that were renamed, are experimental, or became stable")
  func availability() throws {
    let winters = try #require(Function.named("holt_winters")).availability
    #expect(winters.contains(PrometheusVersion(2, 55)) && !winters.contains(PrometheusVersion(3, 0)))
    #expect(winters.replacement == "double_exponential_smoothing")
    let first = try #require(Function.named("first_over_time")).availability
    #expect(!first.contains(PrometheusVersion(3, 6)))
    #expect(first.flag(in: PrometheusVersion(3, 13)) == "promql-experimental-functions")
    #expect(first.flag(in: PrometheusVersion(3, 14)) == nil)
  }

  @Test(
    "how many arguments a function takes",
    arguments: [
      ("time", 0, 0), ("rate", 1, 1), ("round", 1, 2), ("info", 1, 2), ("hour", 0, 1), ("label_join", 3, nil),
      ("sort_by_label", 1, nil), ("histogram_quantiles", 3, 12),
    ])
  func arguments(name: String, least: Int, most: Int?) throws {
    let function = try #require(Function.named(name))
    #expect(function.leastArguments == least)
    #expect(function.mostArguments == most)
  }

  @Test(
    "versions are read from releases and image tags",
    arguments: [("v2.55.1", 2, 55), ("3.4.0-rc.0", 3, 4), ("2.42.0+ds", 2, 42), ("3.14", 3, 14)])
  func version(text: String, major: Int, minor: Int) {
    #expect(PrometheusVersion(text) == PrometheusVersion(major, minor))
  }

  @Test("what is no version", arguments: ["", "latest", "v3", "3.x", "-1.2"])
  func noVersion(text: String) {
    #expect(PrometheusVersion(text) == nil)
  }

  @Test(
    "parts of the language that are newer than others",
    arguments: [
      ("group(a)", [.groupAggregation]),
      ("limitk(1, a)", [.limitAggregation]),
      ("a[1h30m]", [.compositeDuration]),
      ("a @ 5", [.atModifier]),
      ("a offset -5m", [.negativeOffset]),
      ("a offset +5m", [.plusBeforeOffset]),
      ("a atan2 b", [.atan2]),
      ("a > 5m", [.durationAsNumber]),
      ("a[300]", [.durationAsNumber]),
      ("1_000", [.numberWithUnderscore]),
      (#"{"a", "b"="c"}"#, [.quotedMetricName, .quotedMetricName]),
      (#"sum by ("a") (b)"#, [.quotedLabelList]),
      ("sum by (a:b) (c)", [.labelWithColon]),
      ("a[5m * 2]", [.durationArithmetic]),
      ("a[+5m]", [.durationArithmetic]),
      ("a offset --5m", [.durationArithmetic]),
      ("a[step()]", [.durationStep]),
      ("a[range():1m]", [.durationRange]),
      ("a[min_of(5m, 1m)]", [.durationExtremum]),
      ("rate(a[5m] smoothed)", [.windowEdges]),
      ("a + fill (0) b", [.fill]),
      ("a </ 1", [.trim]),
      ("sum by (a) (rate(b{c=\"d\"}[5m] offset 1h))", []),
    ] as [(String, [LanguageFeature])])
  func features(text: String, expected: [LanguageFeature]) throws {
    let expression = try Expression(parsing: text)
    #expect(LanguageFeature.uses(in: expression, of: text).map(\.feature) == expected)
  }
}
