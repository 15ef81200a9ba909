import Testing

@testable import UpgradeReport

@Suite("Expressions as text")
struct ExpressionTextTests {
  @Test(
    "layout is white space outside strings, and comments",
    arguments: [
      ("sum by (job) (\n  up  # all\n) > 0", "sum by(job)(up)>0"),
      ("sum by(job)(up)>0", "sum by(job)(up)>0"),
      ("up == bool 1", "up==bool 1"),
      ("up\n-\nup", "up-up"),
      (#"up{job = "a  b # c"}"#, #"up{job="a  b # c"}"#),
      (#"up{job=~"a\"b"} # "x"#, #"up{job=~"a\"b"}"#),
      ("up{job=`a\\`} > 1", "up{job=`a\\`}>1"),
      ("a >  = b", "a> =b"),
      ("a !~ b", "a!~b"),
      ("{\"é x\"} offset 5m", "{\"é x\"}offset 5m"),
      ("", ""), ("#", ""), (" \t\n", ""), ("\"", "\""), ("'\\", "'\\"), ("a\r\n+ b", "a+b"),
    ])
  func normalised(text: String, expected: String) {
    #expect(ExpressionText.normalised(text) == expected)
    #expect(ExpressionText.normalised(expected) == expected)
  }

  @Test(
    "two expressions that mean something else stay apart",
    arguments: [
      (#"up{job="a b"}"#, #"up{job="a  b"}"#), ("a and b", "aandb"), ("a > b", "a >= b"),
      ("rate(a[5m])", "rate(a[6m])"),
      (##"up{a="#"} > 1"##, ##"up{a="#"} > 2"##),
    ])
  func apart(a: String, b: String) {
    #expect(ExpressionText.normalised(a) != ExpressionText.normalised(b))
  }

  @Test(
    "the metrics of an expression are found without parsing it",
    arguments: [
      ("up == 0", ["up"]),
      (#"sum by (job, le) (rate(a_b{le="b"}[5m])) / on (job) group_left (node) max(b:c) > 0.5"#, ["a_b", "b:c"]),
      ("sum(a) by (b) and ignoring(c) count(d) unless e offset 5m", ["a", "d", "e"]),
      ("a{b=\"c\"}[5m:1m] > bool 1e3", ["a"]),
      ("", []), ("}}))((", []), ("sum(", []), ("1 > 2", []),
    ])
  func metrics(text: String, expected: [String]) {
    #expect(ExpressionText(text).metrics == expected)
  }
}
