import Testing

@testable import UpgradeReport

@Suite("Expressions as text")
struct ExpressionTextTests {
  @Test(
    "expressions that mean the same have one text",
    arguments: [
      ("sum by (job) (\n  up  # all\n) > 0", "sum(up)by(job)>0"), ("up\n-\nup", "up - up"),
      (#"up{job = "a  b # c",a='b'}"#, #"up{a="b",job="a  b # c"}"#), ("rate(a[60s]) > 1e3", "rate(a[1m])>1000"),
      (#"up{job=~"a\"b"} # "x"#, "up{job=~'a\"b'}"), ("a !~ b", "a!~b"),
      ("{\"é x\"} offset 5m", "{\"é x\"}  offset 5m"),
      // What cannot be parsed.
      ("sum(( up )", "sum((up)"), ("up{a=", "up {a = # b"), ("a b\tc", "a b c"),
    ])
  func same(a: String, b: String) {
    #expect(ExpressionText.normalised(a) == ExpressionText.normalised(b))
    #expect(ExpressionText.normalised(ExpressionText.normalised(a)) == ExpressionText.normalised(a))
  }

  @Test(
    "expressions that mean something else stay apart",
    arguments: [
      (#"up{job="a b"}"#, #"up{job="a  b"}"#), ("a and b", "aandb"), ("a > b", "a >= b"), ("a >  = b", "a >= b"),
      ("rate(a[5m])", "rate(a[6m])"), (##"up{a="#"} > 1"##, ##"up{a="#"} > 2"##), ("a b", "ab"), ("", "0"),
    ])
  func apart(a: String, b: String) {
    #expect(ExpressionText.normalised(a) != ExpressionText.normalised(b))
  }

  @Test(
    "texts that are no expressions are no reason to stop",
    arguments: ["", "#", " \t\n", "\"", "'\\", "}}))((", "\u{0}"])
  func hostile(text: String) {
    #expect(ExpressionText.normalised(text).utf8.count <= text.utf8.count)
    #expect(ExpressionText.metrics(of: text) == [])
  }
}
