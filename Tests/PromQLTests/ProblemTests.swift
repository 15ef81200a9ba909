import Testing

@testable import PromQL

/// What a problem blames is marked with « and » in the expression.
@Suite("problems and their places")
struct ProblemTests {
  @Test(
    "of the text",
    arguments: [
      ("foo «;» 2", "unexpected character ';'"),
      ("foo + «é»", "unexpected character 'é'"),
      (#"foo{a="b" «:»}"#, "unexpected character ':'"),
      (#"foo{a=«"b}»"#, "the string is not closed"),
      ("«\"a»\n\"", "the string is not closed"),
      (#""a«\xZ»Z""#, "no such escape sequence; a backslash is written '\\\\'"),
      (#""a«\d»""#, "no such escape sequence; a backslash is written '\\\\'"),
      ("foo > «5mm»", "'5mm' is neither a number nor a duration"),
      ("foo[«1s1h»]", "'1s1h' is neither a number nor a duration"),
      ("«0x»", "'0x' is neither a number nor a duration"),
      ("«1__0»", "'1__0' is neither a number nor a duration"),
      ("«1.5h»", "'1.5h' is neither a number nor a duration"),
      ("foo[«300y»]", "'300y' is neither a number nor a duration"),
      ("foo[«#» five\n5m]", "unexpected character '#'"),
    ])
  func text(marked: String, message: String) throws { try Self.check(marked, message) }

  @Test(
    "of the grammar",
    arguments: [
      ("«»", "there is no expression"),
      ("# nothing\n«»", "there is no expression"),
      ("foo «bar»", "expected an operator or the end of the expression, found 'bar'"),
      ("foo + «»", "expected an expression, found the end of the expression"),
      ("foo + «)»", "expected an expression, found ')'"),
      ("(foo«»", "expected an operator or ')', found the end of the expression"),
      ("foo«)»", "expected an operator or the end of the expression, found ')'"),
      ("rate(foo[5m]«»", "expected ',' or ')', found the end of the expression"),
      ("clamp_min(foo«,»)", "expected an argument after ','"),
      ("foo{«»", "expected a label name or '}', found the end of the expression"),
      ("foo{a«}»", "expected '=', '!=', '=~' or '!~', found '}'"),
      ("foo{a=«b»}", "expected a string, found 'b'"),
      (#"foo{a="b" «c»="d"}"#, "expected ',' or '}', found 'c'"),
      ("foo{«,»}", "expected a label name or '}', found ','"),
      ("foo[«]»", "expected a duration such as 5m, found ']'"),
      ("foo[5m«»", "expected ':' or ']', found the end of the expression"),
      ("foo[5m:1m«:»1m]", "expected ']', found ':'"),
      ("foo[«bar»]", "expected a duration such as 5m, found 'bar'"),
      ("foo offset «bar»", "expected a duration such as 5m, with a sign or not, found 'bar'"),
      ("foo @ «bar»", "expected a timestamp in seconds, 'start()' or 'end()', found 'bar'"),
      ("foo @ start«»", "expected '(', found the end of the expression"),
      ("sum by «foo»", "expected '(', found 'foo'"),
      ("sum by («1») (foo)", "expected a label name, found '1'"),
      ("sum by (a «b») (foo)", "expected ',' or ')', found 'b'"),
      ("foo == bool on«»", "expected '(', found the end of the expression"),
      ("«on»", "expected an expression, found 'on'"),
      ("foo «=» 1", "expected an operator or the end of the expression, found '='"),
      (#"foo «"text"»"#, "expected an operator or the end of the expression, found \"text\""),
      ("foo[max_of(5m«)»]", "expected ',', found ')'"),
    ])
  func grammar(marked: String, message: String) throws {
    try Self.check(marked, message)
  }

  @Test(
    "of names, windows and modifiers",
    arguments: [
      ("«rat»(foo[5m])", "unknown function 'rat'"),
      ("«Rate»(foo[5m])", "unknown function 'Rate'"),
      (#"sum by («""») (foo)"#, "a label name cannot be empty"),
      (#"foo{a=~«"("»}"#, "not a regular expression: missing ')'"),
      ("foo[«0s»]", "the duration must be greater than 0"),
      ("foo[«-5m»]", "the duration must be greater than 0"),
      ("foo[5m «/» 0]", "division by zero"),
      ("foo offset «1e10»", "the duration is out of range: Prometheus counts nanoseconds in 64 bits"),
      ("«foo» @ Inf", "the timestamp of '@' is out of range"),
      (
        "sum(foo)«[5m]»",
        "a range is allowed behind a selector only; use a subquery, as in '[5m:1m]', for other expressions"
      ),
      ("foo offset 5m«[5m]»", "the range must stand before 'offset'"),
      ("foo @ 5«[5m]»", "the range must stand before '@'"),
      ("«foo offset 5m» offset 5m", "'offset' is set twice"),
      ("«foo @ 1» @ 2", "'@' is set twice"),
      ("«(foo)» offset 5m", "'offset' is allowed behind a selector or a subquery only"),
      ("«foo[5m:]» anchored", "'anchored' is not allowed behind a subquery"),
      ("«foo anchored» smoothed", "'anchored' and 'smoothed' exclude each other"),
      ("«sum()»", "'sum' takes 1 argument, found 0"),
      ("«topk(foo) by (a)»", "'topk' takes 2 arguments, found 1"),
    ])
  func names(marked: String, message: String) throws { try Self.check(marked, message) }

  @Test(
    "of types",
    arguments: [
      ("rate(«foo»)", "expected a range vector as argument of 'rate', found an instant vector"),
      ("rate(«foo{}»)", "expected a range vector as argument of 'rate', found an instant vector"),
      ("sum(«1»)", "expected an instant vector as operand of 'sum', found a scalar"),
      ("topk(«foo», bar)", "expected a scalar as parameter of 'topk', found an instant vector"),
      ("count_values(«1», bar)", "expected a string as parameter of 'count_values', found a scalar"),
      ("«time(1)»", "'time' takes no arguments, found 1"),
      ("«round(foo, 1, 2)»", "'round' takes 1 to 2 arguments, found 3"),
      (#"«label_join(foo, "a")»"#, "'label_join' takes at least 3 arguments, found 2"),
      ("foo «+» bool bar", "'bool' is for comparisons only"),
      ("1 «==» 2", "a comparison of two scalars needs 'bool'"),
      (#"«"a"» + foo"#, "expected a scalar or an instant vector as operand, found a string"),
      ("foo + «bar[5m]»", "expected a scalar or an instant vector as operand, found a range vector"),
      (#"«-"a"»"#, "expected a scalar or an instant vector after the sign, found a string"),
      ("«1[5m:]»", "expected an instant vector before the subquery's range, found a scalar"),
      ("«foo + on (a) 1»", "'on' and 'ignoring' are for two instant vectors only"),
      ("«foo + fill (0) 1»", "missing series are filled in between two instant vectors only"),
      ("«foo and on (a) group_left () bar»", "'and' cannot have 'group_left' or 'group_right'"),
      ("«foo or fill (1) bar»", "'or' cannot fill in missing series"),
      ("«foo and 1»", "'and' is for two instant vectors only"),
      ("foo «+» on (a) group_left (a) bar", "label 'a' stands in 'on' and in the group modifier"),
      ("info(foo, «bar»)", "expected label matchers in braces, without a metric name"),
      (#"«foo{__name__="bar"}»"#, "the metric is named twice: 'foo' and 'bar'"),
      (#"«{a="",b=~".*"}»"#, "the selector would select every series: one matcher must not match the empty string"),
      ("«{}»", "the selector would select every series: one matcher must not match the empty string"),
    ])
  func types(marked: String, message: String) throws { try Self.check(marked, message) }

  @Test("a type check finds every problem, in Prometheus' order")
  func several() throws {
    let problems = try Expression(parsing: #"sum(1) + rate(foo) and "a""#).typeProblems()
    #expect(problems.map(\.range.start) == [4, 14, 23])
  }

  private static func check(_ marked: String, _ message: String) throws {
    let text = marked.filter { $0 != "«" && $0 != "»" }
    let parts = marked.split(omittingEmptySubsequences: false) { $0 == "«" || $0 == "»" }
    let start = parts[0].utf8.count
    let problem = try #require(throws: Problem.self) { try Expression(checking: text) }
    #expect(problem.message == message)
    #expect(problem.range == TextRange(start, start + parts[1].utf8.count), "\(marked)")
  }
}
