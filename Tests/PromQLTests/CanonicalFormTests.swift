import Testing

@testable import PromQL

@Suite("canonical form")
struct CanonicalFormTests {
  @Test(
    "selectors, windows and modifiers",
    arguments: [
      ("foo", "foo"),
      ("  foo  # a comment\n", "foo"),
      ("foo{}", "foo"),
      (#"foo{b="2",a='1'}"#, #"foo{a="1",b="2"}"#),
      (#"foo{a=~"x|y",b!~"z",c!="",}"#, #"foo{a=~"x|y",b!~"z",c!=""}"#),
      (#"{__name__="foo"}"#, #"{__name__="foo"}"#),
      (#"{"metric.name", "label.x"="y"}"#, #"{"label.x"="y",__name__="metric.name"}"#),
      (#"{"foo"}"#, #"{__name__="foo"}"#),
      (":a:b", ":a:b"),
      ("foo[300s]", "foo[5m]"),
      ("foo[ 90m ]", "foo[1h30m]"),
      ("foo[36h:]", "foo[1d12h:]"),
      ("foo[2w:1m]", "foo[2w:1m]"),
      ("foo[8d]", "foo[8d]"),
      ("foo[1y1d]", "foo[366d]"),
      ("foo[300]", "foo[5m]"),
      ("foo[0.5]", "foo[500ms]"),
      ("foo[0.0001]", "foo[0.0001]"),
      ("foo offset 5m", "foo offset 5m"),
      ("foo OFFSET -1h", "foo offset -1h"),
      ("foo offset 0s", "foo"),
      ("foo offset 5m @ 100", "foo @ 100.000 offset 5m"),
      ("foo[5m] @ -1.5", "foo[5m] @ -1.500"),
      ("foo @ start() offset 5m", "foo @ start() offset 5m"),
      ("foo @ start() [5m]", "foo[5m] @ start()"),
      ("foo[5m] @ END()", "foo[5m] @ end()"),
      ("sum(foo)[5m:1m] offset 1h", "sum(foo)[5m:1m] offset 1h"),
      ("foo anchored", "foo anchored"),
      ("foo[5m] smoothed @ 1", "foo[5m] smoothed @ 1.000"),
      ("foo smoothed[5m]", "foo[5m] smoothed"),
      ("(foo)[5m:]", "(foo)[5m:]"),
    ])
  func selectors(text: String, canonical: String) throws {
    #expect(try Expression(parsing: text).description == canonical)
  }

  @Test(
    "operators and their modifiers",
    arguments: [
      ("a+b*c^d^e", "a + b * c ^ d ^ e"),
      ("(a+b)*c", "(a + b) * c"),
      ("-a^b", "-a ^ b"),
      ("a^-b", "a ^ -b"),
      ("--a", "--a"),
      ("- - 1", "1"),
      ("-0s", "-0s"),
      ("2 - -1", "2 - -1"),
      ("a and b or c UNLESS d", "a and b or c unless d"),
      ("a atan2 b % c", "a atan2 b % c"),
      ("a ==bool b", "a == bool b"),
      ("a </ 1 >/ 2", "a </ 1 >/ 2"),
      ("a + on(x,y) b", "a + on (x, y) b"),
      ("a + on() b", "a + on () b"),
      ("a + ignoring() b", "a + b"),
      ("a + ignoring() group_left b", "a + ignoring () group_left () b"),
      (#"a*on(x)group_right(y,"z.z",)b"#, #"a * on (x) group_right (y, "z.z") b"#),
      ("a + on(x) group_left (c) ", nil),
      ("a + fill(0) b", "a + fill (0) b"),
      ("a + fill_right(1) fill_left(-2m) b", "a + fill_left (-2m) fill_right (1) b"),
      ("a + fill_left(1) fill_right(1) b", "a + fill (1) b"),
      ("fill + on + 1", nil),
      ("fill + fill_left", "fill + fill_left"),
      ("a offset 5m * 2", "a offset 5m * 2"),
    ])
  func operators(text: String, canonical: String?) throws {
    #expect((try? Expression(parsing: text))?.description == canonical)
  }

  @Test(
    "aggregations and functions",
    arguments: [
      ("sum(foo)", "sum(foo)"),
      ("SUM(foo) BY (a,b)", "sum by (a, b) (foo)"),
      ("sum by () (foo)", "sum(foo)"),
      ("sum without () (foo)", "sum without () (foo)"),
      ("topk(5, foo) by (a)", "topk by (a) (5, foo)"),
      (#"count_values without(a)("v",foo)"#, #"count_values without (a) ("v", foo)"#),
      ("limitk(2,foo)+limit_ratio(-0.5,foo)", "limitk(2, foo) + limit_ratio(-0.5, foo)"),
      (#"sum by ("a.b", on, a:b) (foo)"#, #"sum by ("a.b", on, "a:b") (foo)"#),
      ("sum", "sum"),
      ("sum{a='b'} + by + offset", #"sum{a="b"} + by + offset"#),
      ("rate(foo[5m])", "rate(foo[5m])"),
      ("time()", "time()"),
      ("start()+step()-range()*end()", "start() + step() - range() * end()"),
      ("max_of(1, 2)", "max_of(1, 2)"),
      (#"label_join(a,"d","-","x","y")"#, #"label_join(a, "d", "-", "x", "y")"#),
      (#"info(a,{b="c"})"#, #"info(a, {b="c"})"#),
      ("step[5m]", "step[5m]"),
    ])
  func calls(text: String, canonical: String) throws {
    #expect(try Expression(parsing: text).description == canonical)
  }

  @Test(
    "numbers",
    arguments: [
      ("0x1F", "31"), ("0X_1f", "31"), ("010", "8"), ("08", "8"), ("1_000", "1000"), ("1_0.5_0e+1_0", "105000000000"),
      (".5", "0.5"), ("5.", "5"), ("1.e3", "1000"), ("1e-7", "0.0000001"), ("1e21", "1000000000000000000000"),
      ("inf", "Inf"), ("-INF", "-Inf"), ("NaN", "NaN"), ("-0", "-0"), ("9223372036854775808", "9223372036854776000"),
      ("5m", "5m"), ("-90s", "-1m30s"), ("1h0m", "1h"), ("0s", "0s"), ("1w2d3h4m5s6ms", "9d3h4m5s6ms"),
    ])
  func numbers(text: String, canonical: String) throws {
    #expect(try Expression(parsing: text).description == canonical)
  }

  @Test(
    "durations that are calculated",
    arguments: [
      ("foo[5m*2]", "foo[5m * 2]"),
      ("foo[step()+1m:step()]", "foo[step() + 1m:step()]"),
      ("foo[-(5m-10m)]", "foo[-(5m - 10m)]"),
      ("foo[((5m))]", "foo[(5m)]"),
      ("foo[max_of(range(),min_of(1m,2m))]", "foo[max_of(range(), min_of(1m, 2m))]"),
      ("foo[2^3^2s]", "foo[2 ^ 3 ^ 2s]"),
      ("foo[-2^2]", "foo[-2 ^ 2]"),
      ("foo offset (5m*2)", "foo offset (5m * 2)"),
      ("foo offset -step()", "foo offset -step()"),
      ("foo offset +step()*2", "foo offset step() * 2"),
      ("foo offset -1^1", "foo offset -1s ^ 1"),
      ("foo offset -(5m) * 2", "foo offset -(5m) * 2"),
      ("foo offset (5m) * 2", "foo offset (5m) * 2"),
      ("foo offset - -5m * 2", "foo offset (5m * 2)"),
      ("foo offset - -step()", "foo offset (--step())"),
    ])
  func durations(text: String, canonical: String) throws {
    #expect(try Expression(parsing: text).description == canonical)
  }

  @Test(
    "strings",
    arguments: [
      (#""a\"b""#, #""a\"b""#),
      (#"'a"\'b'"#, #""a\"'b""#),
      ("`a\\n\n\"b`", #""a\\n\n\"b""#),
      (#""\x41\101\u00e9\U0001F600\a\t""#, #""AAé😀\a\t""#),
      (#""\x00\u200b""#, #""\x00\u200b""#),
      (#""\ufffd""#, #""\ufffd""#),
    ])
  func strings(text: String, canonical: String) throws {
    #expect(try Expression(parsing: text).description == canonical)
  }

  @Test("what precedence makes of an offset with arithmetic")
  func offsets() throws {
    guard case .binary(let node) = try Expression(parsing: "foo offset -(5m) * 2") else {
      Issue.record("the sign takes one operand only")
      return
    }
    #expect(node.left.description == "foo offset -(5m)")
    guard case .vector(let selector) = try Expression(parsing: "foo offset (5m) * 2") else {
      Issue.record("a parenthesis begins arithmetic")
      return
    }
    #expect(selector.modifiers.offset.map(Printer.text(of:)) == "(5m) * 2")
  }
}
