import TestSupport
import Testing

@testable import PromQL

@Suite("what has become of an expression")
struct ExpressionComparisonTests {
  @Test(
    "layout, order and spelling that mean nothing",
    arguments: [
      ("sum(a) by (b)", "sum by(b) (a)  # all"),
      ("sum by (a, b) (c)", "sum by (b, a, b) (c)"),
      ("sum(a)", "sum by () (a)"),
      (#"a{b="1",c="2"}"#, #"a{c='2',b="1",}"#),
      (#"{__name__="a",b="c"}"#, #"a{b="c"}"#),
      (#"a{b=~"c"}"#, #"a{b="c"}"#),
      ("a[60s]", "a[1m]"),
      ("a > 300", "a > 5m"),
      ("a * 1000", "a * 1e3"),
      ("((a)) + (b * c)", "a + b * c"),
      ("a + on (x, y) b", "b + on (y, x) a"),
      ("a * 2", "2 * a"),
      ("0.5 < a", "a > 0.5"),
      ("a * on (x) group_left (y) b", "b * on (x) group_right (y) a"),
      ("-(1) + a", "a + -1"),
      ("a offset 1h", "a offset 60m"),
      ("+a", "a"),
      ("a[(5m)]", "a[5m]"),
    ])
  func layoutOnly(from: String, to: String) {
    #expect(ExpressionComparison.compare(from, to) == .layoutOnly)
    #expect(ExpressionComparison.compare(to, from) == .layoutOnly)
  }

  @Test(
    "what looks alike and is not the same",
    arguments: [
      ("a - b", "b - a"), ("a / b", "b / a"), ("a and b", "b and a"), ("a or b", "b or a"), ("a == b", "b == a"),
      ("a + (b + c)", "(a + b) + c"), ("a * on (x) group_left () b", "b * on (x) group_left () a"),
      ("-a ^ 2", "(-a) ^ 2"),
      ("sum without () (a)", "sum(a)"), ("a + on () b", "a + b"), (#"a{b=~"c.d"}"#, #"a{b="c.d"}"#), ("a > b", "b < a"),
      ("a - 2 - 1", "a - (2 - 1)"), ("a + fill_left (0) b", "b + fill_left (0) a"), ("a ^ b", "b ^ a"),
    ])
  func notTheSame(from: String, to: String) {
    guard case .changed(let meaning) = ExpressionComparison.compare(from, to) else {
      Issue.record("\(from) is not \(to)")
      return
    }
    #expect(!meaning.isEmpty)
  }

  @Test(
    "what changed, in words",
    arguments: [
      ("a > 0.05", "a > 0.01", ["threshold 0.05 -> 0.01"]),
      ("0.05 < a", "a > 0.01", ["threshold 0.05 -> 0.01"]),
      ("rate(a[5m]) / rate(b[5m])", "rate(a[15m]) / rate(b[15m])", ["window 5m -> 15m"]),
      ("a", #"a{job="x"}"#, [#"matcher added: job="x""#]),
      (#"a{job="x",b="c"}"#, #"a{b="c"}"#, [#"matcher removed: job="x""#]),
      (#"a{job="x"}"#, #"a{job=~"x|y"}"#, [#"matcher job="x" -> job=~"x|y""#]),
      ("sum by (cluster, pod) (a)", "sum by (pod) (a)", ["aggregation lost label cluster"]),
      ("sum by (pod) (a)", "sum by (cluster, pod) (a)", ["aggregation gained label cluster"]),
      ("sum without (pod) (a)", "sum without (cluster, pod) (a)", ["aggregation lost label cluster"]),
      ("sum by (pod) (a)", "sum without (pod) (a)", ["aggregation by (pod) -> without (pod)"]),
      ("sum by (pod) (a)", "max by (pod) (a)", ["aggregation sum -> max"]),
      ("rate(a[5m])", "irate(a[5m])", ["function rate -> irate"]),
      ("rate(a[5m])", "rate(b[5m])", ["metric a -> b"]),
      ("a > 1", "a >= 1", ["operator > -> >="]),
      ("a > 1", "a > bool 1", ["bool added"]),
      ("a / on (x) b", "a / on (x, y) b", ["matching on (x) -> on (x, y)"]),
      ("a / b", "a / ignoring (x) group_left () b", ["matching on all labels -> ignoring (x) group_left ()"]),
      ("topk(5, a)", "topk(10, a)", ["parameter of topk 5 -> 10"]),
      ("histogram_quantile(0.9, a)", "histogram_quantile(0.99, a)", ["argument of histogram_quantile 0.9 -> 0.99"]),
      ("a offset 5m", "a offset 1h", ["offset 5m -> 1h"]),
      ("a", "a @ start()", ["time now -> @ start()"]),
      ("a > 1", "a > 1 and b == 0", ["added: … and b == 0"]),
      ("a > 1 unless c", "a > 2", ["removed: … unless c", "threshold 1 -> 2"]),
      ("a > 0", "sum by (x) (a) > 0", ["added: sum by (x) (…)"]),
      ("max_over_time(a[1h:5m])", "max_over_time(a[1h:1m])", ["window [1h:5m] -> [1h:1m]"]),
      ("a + b", "b{c=\"d\"} + a", [#"matcher added: c="d""#]),
      ("a + m", "m + z", ["metric a -> z"]),
      ("absent(a)", "time()", ["absent(a) -> time()"]),
      ("a >", "a > 1", []),
    ] as [(String, String, [String])])
  func changed(from: String, to: String, meaning: [String]) {
    #expect(ExpressionComparison.compare(from, to) == .changed(meaning: meaning))
  }

  @Test("Grafana's variables are told by their names")
  func grafana() {
    let from = #"rate(a{job="$job"}[$__rate_interval]) > $x"#
    #expect(ExpressionComparison.compare(from, from, isGrafana: true) == .same)
    let to = #"rate( a{job="$job"}[$interval]) > $x"#
    #expect(
      ExpressionComparison.compare(from, to, isGrafana: true)
        == .changed(meaning: ["window $__rate_interval -> $interval"]))
    #expect(
      ExpressionComparison.compare(from, to.replacing("$interval", with: "$__rate_interval"), isGrafana: true)
        == .layoutOnly)
  }

  @Test("deep and long expressions are compared in time", arguments: ["+", "-", "*", "or", ">", "^"])
  func hostile(symbol: String) {
    func chain(_ last: String, _ operand: String, _ count: Int) -> String {
      String(repeating: "\(operand) \(symbol) ", count: count) + last
    }
    for (operand, count) in [("a", 390), ("sum by (x, y, z) (rate(aaaaa[5m]))", 390), ("a", 10_000)] {
      let time = ContinuousClock().measure {
        _ = ExpressionComparison.compare(chain("a", operand, count), chain("b", operand, count))
      }
      #expect(time < .seconds(20), "\(operand) \(count) times")
    }
  }

  @Test("a number that is none has no sign")
  func notANumber() throws {
    let meaning = try Expression(parsing: "(-(NaN)) ^ 2 * (a == bool 1)").meaning
    #expect(try Expression(parsing: meaning.description).meaning == meaning)
  }

  @Test("spelled otherwise it is the same; with a meaning changed it is not")
  func generated() throws {
    var expressions = RandomExpressions(generator: SeededGenerator(seed: Effort.seed))
    for _ in 0..<Effort.count(full: 20_000, quick: 500) {
      let (first, second) = (expressions.expression(), expressions.expression())
      let text = first.description
      let read = try Expression(parsing: text)
      #expect(read.meaning == (try Expression(parsing: "((\(read.pretty)))")).meaning)
      #expect(try Expression(parsing: read.meaning.description).meaning == read.meaning, "\(text) as \(read.meaning)")
      switch ExpressionComparison.compare(text, second.description) {
      case .same, .layoutOnly: #expect(first.meaning == second.meaning)
      case .changed(let meaning): #expect(!meaning.isEmpty, "\(text) and \(second)")
      }
    }
  }
}
