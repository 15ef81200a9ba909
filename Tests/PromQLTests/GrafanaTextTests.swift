import Testing

@testable import PromQL

@Suite("Grafana's variables")
struct GrafanaTextTests {
  @Test(
    "expressions read, and print with the variables in their places",
    arguments: [
      #"rate(x{a="$b",c=~"${d:regex}",e="[[f]]"}[$__rate_interval])"#,
      "rate(x[$__interval:$resolution])",
      "rate(x[${minutes}m] offset $offset)",
      "x offset ${offset}",
      "sum by ($by, job) (x)",
      "topk($n, x) > ${threshold:raw}",
      "$metric",
      "sum(${metric}) + ${prefix}_total{a=\"b\"} + x:$aggregation",
      "x{$label=\"y\"}",
      "x{$filter}",
      "x{a=\"b\",[[filter]]}",
      "$a$b + 1",
      "x * $__range_s / $a",
      "$metric:sum",
      "rate(${prefix:raw}:$name:sum5m[$window:$step])",
      "x:$aggregation",
      "sum($metric:sum{a=\"b\"}) + [[metric]]::$a",
    ])
  func read(text: String) throws {
    let grafana = GrafanaText(text)
    #expect(grafana.restored(try Expression(checking: grafana.text).description) == text)
  }

  @Test("a problem is told at its place in the dashboard")
  func places() throws {
    let text = "rate(x[$__rate_interval]) + $n + rat(y)"
    let grafana = GrafanaText(text)
    let problem = try #require(throws: Problem.self) { try Expression(checking: grafana.text) }
    #expect(grafana.original(problem.range) == TextRange(33, 36))
    #expect(grafana.original(TextRange(0, grafana.text.utf8.count)) == TextRange(0, text.utf8.count))
  }

  @Test("the same variable is the same wherever it stands, another one is another")
  func identity() throws {
    func bare(_ text: String) throws -> Expression { try Expression(parsing: GrafanaText(text).text).bare }
    #expect(try bare("a[$x] + b[$x]") == bare("a[$x]+b[$x]"))
    let expression = try Expression(parsing: GrafanaText("a[$x] + b[$y]").text)
    let windows = expression.children.map { node -> DurationExpression? in
      if case .matrix(let matrix) = node { matrix.window } else { nil }
    }
    #expect(windows[0]?.seconds != windows[1]?.seconds)
  }

  @Test("text without variables stays as it is")
  func plain() {
    let text = "sum(x{a=\"$b\"}) # $c\n + y['"
    #expect(GrafanaText(text).text == text)
  }
}
