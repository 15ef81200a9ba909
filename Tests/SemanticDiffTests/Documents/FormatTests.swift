import Kubernetes
import Testing
import ValueTree

@testable import SemanticDiff

@Suite("Formats of embedded documents")
struct FormatTests {
  @Test(
    "Base64, padded as the API server asks for it",
    arguments: [
      ("", ""), ("YQ==", "a"), ("YWI=", "ab"), ("YWJj", "abc"), ("YWJj\nYQ==\n", "abca"), ("YQ", nil), ("YQ=", nil),
      ("Y", nil), ("Y===", nil), ("YQ==YQ==", nil), ("Y-_j", nil), ("====", nil),
    ] as [(String, String?)])
  func base64(text: String, expected: String?) {
    #expect(Base64.decode(text) == expected.map { Array($0.utf8) })
  }

  @Test(
    "settings in sections",
    arguments: [
      ("", [:]), ("a = 1", ["": ["a": "1"]]), ("[s]\na=b = c\n", ["s": ["a": "b = c"]]),
      ("; c\n# c\n\n[s.t]\r\n a : x ; why\r\n", ["s.t": ["a": "x"]]),
      ("[s]\na = \"\"\"", ["s": ["a": "\""]]), ("[s]\na=`b;c`\n[s]\nd=", ["s": ["a": "b;c", "d": ""]]),
      ("[s]\na = x#y", ["s": ["a": "x#y"]]), ("[s\na=1", nil), ("words", nil),
    ] as [(String, Value?)])
  func settings(text: String, expected: Value?) {
    #expect(INIDocument.read(text) == expected)
  }

  @Test(
    "matchers of Alertmanager, in every spelling",
    arguments: [
      ("a=b", [#"a="b""#]), (" a = \"b\" ", [#"a="b""#]), ("a=~b|c,d!=e", [#"a=~"b|c""#, #"d!="e""#]),
      (#"{a="x,y", b!~".*"}"#, [#"a="x,y""#, #"b!~".*""#]), (#"a="q\"r\\s""#, [#"a="q\"r\\s""#]), ("a=", [#"a="""#]),
      (#""a b"="c""#, [#"a b="c""#]), (#"a=~\d+"#, [#"a=~"\\d+""#]), ("{}", []), ("a", nil), ("{a=b", nil),
      (#"a="b"#, nil), ("=b", nil), (#"a="b"c"#, nil),
    ] as [(String, [String]?)])
  func matchers(text: String, expected: [String]?) {
    #expect(LabelMatcher.all(in: text)?.map(\.description) == expected)
  }

  @Test(
    "the layout of an expression means nothing, its strings do",
    arguments: [
      ("sum ( rate(a[5m]) )\n by (b)", "sum(rate(a[5m]))by(b)", true), ("a or b", "a  or\tb", true),
      ("a or b", "aor b", false), ("a - -b", "a --b", true), (#"a{b="c d"}"#, #"a{b="cd"}"#, false),
      (#"a{b='x\' y'}"#, #"a{b='x\'y'}"#, false), ("a # c\n+ b", "a + b", true), ("`a b`", "`ab`", false),
      ("$__rate_interval : x", "$__rate_interval:x", false), ("a > 1", "a>1", true),
    ])
  func layout(a: String, b: String, isSame: Bool) {
    #expect((ExpressionLayout.removed(a) == ExpressionLayout.removed(b)) == isSame)
  }
}
