import Testing
import ValueTree

@testable import YAML

@Suite("writing YAML")
struct WriterTests {
  @Test(
    "a string that some reader takes for another type is double quoted",
    arguments: [
      "", "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "NO", "on", "On", "off", "OFF", "true", "True", "TRUE", "false",
      "~", "null", "Null", "NULL", ".nan", ".NaN", ".inf", "-.Inf", "+.INF", "<<",
      "0", "1", "-1", "+1", "012", "08", "00", "0o17", "0O17", "0x1f", "0X1F", "-0x1", "0b11", "1_000", "1_", "0x_1f",
      "0.99", ".5", "5.", "-.5", "1e3", "1E+3", "1.5e-7", "1e999", ".1_0", "12345678901234567890",
      "1:30", "12:30:45", "190:20:30.15", "-1:30", "2001-12-14", "2001-1-2", "2024-99-99", "2001-12-14T21:59:43.10-05:00",
      "2001-12-14t21:59:43Z", "2001-12-14 21:59:43.10 -5", "2001-12-14  21:59:43",
    ])
  func ambiguous(string: String) {
    #expect(YAMLWriter.write(.string(string)) == "\"\(string)\"\n")
    #expect(YAMLWriter.write(.object([string: .string(string)])) == "\"\(string)\": \"\(string)\"\n")
  }

  @Test(
    "any other string is plain",
    arguments: [
      "a", "yep", "nO", "tRue", "nUll", "yy", "=", "10s", "1.2.3", "v0.17", "0.17.0", "1-2", "2001-1", "8080:80", "1:60",
      "e3", "1e", "1e+", "0x", "0xg", "0b2", "+", "1 000", "_1", "--web.listen-address=:8080", "a:b", "a#b", "http://x/y",
      "quay.io/prometheus/prometheus:v3.5.0", "100Mi", "<", ".", "..", "a'b", "a\"b", "é", "日本", "$(POD_IP)", "(a)", "2001-12-14x",
      "sum(rate(x[5m])) > 0", "20.1.2001", "1:30pm", "Infinity", "nan",
    ])
  func plain(string: String) {
    #expect(YAMLWriter.write(.string(string)) == "\(string)\n")
  }

  @Test(
    "a string that plain text cannot hold is single quoted",
    arguments: [
      "*", "*a", "&a", "!t", "- a", "-", "?", "? a", "#", "a #b", "a: b", "a:", ": a", "{", "[]", "a\u{7D}: b", "'a'", "\"a\"", "%a", "@a",
      "`a`", "|", ">", " a", "a ", "---", "---a", "...", ", a",
    ])
  func singleQuoted(string: String) {
    let doubled = string.map { $0 == "'" ? "''" : String($0) }.joined()
    #expect(YAMLWriter.write(.string(string)) == "'\(doubled)'\n")
  }

  @Test(
    "a string of several lines is a literal block",
    arguments: [
      ("a\nb", "|-\n  a\n  b"), ("a\nb\n", "|\n  a\n  b"), ("a\n\n", "|+\n  a\n"), ("  a\nb\n", "|2\n    a\n  b"),
      ("a\n\n  b\n", "|\n  a\n\n    b"), ("# a\nb: c\n", "|\n  # a\n  b: c"), ("ü\nü\n", "|\n  ü\n  ü"),
    ])
  func literal(string: String, text: String) {
    #expect(YAMLWriter.write(["k": .string(string)]) == "k: \(text)\n")
  }

  @Test(
    "a string that a block cannot hold is escaped",
    arguments: [
      ("a\tb", #""a\tb""#), ("a \nb", #""a \nb""#), ("😀\n", #""\U0001F600\n""#), ("a\rb", #""a\rb""#),
      ("\u{0}\u{1B}\u{7F}", #""\0\e\x7F""#), ("a\u{2028}b", #""a\Lb""#), ("a\u{85}b", #""a\Nb""#), ("\u{FEFF}", #""\uFEFF""#),
    ])
  func escaped(string: String, text: String) {
    #expect(YAMLWriter.write(["k": .string(string)]) == "k: \(text)\n")
  }

  @Test("lists are not indented below their key, empty containers are in brackets, keys sort naturally")
  func structure() {
    let value: Value = [
      "spec": ["rules": [["b": 1, "a": [:]], [], [[1, 2]]], "none": .null, "on": true], "client_ca": [], "clientAuthType": "x",
    ]
    #expect(
      YAMLWriter.write(value) == """
        client_ca: []
        clientAuthType: x
        spec:
          none: null
          "on": true
          rules:
          - a: {}
            b: 1
          - []
          - - - 1
              - 2

        """)
  }

  @Test(
    "numbers are written as upstream writes them",
    arguments: [
      (1, "1"), (-3, "-3"), (0.9, "0.9"), (1e-7, "1e-07"), (1234567.5, "1.2345675e+06"), (-123456.5, "-123456.5"),
      (-12345678.25, "-1.234567825e+07"), (1e15, "1000000000000000"), (0.0, "0"), (-0.0, "0"),
    ] as [(Double, String)])
  func numbers(number: Double, text: String) {
    #expect(YAMLWriter.write(.number(Number(number))) == text + "\n")
  }

  @Test("a long line is not folded")
  func width() {
    let long = String(repeating: "word ", count: 100) + "end"
    #expect(YAMLWriter.write(["k": .string(long)]) == "k: \(long)\n")
  }

  @Test("a key longer than YAML's simple keys reads back", arguments: [128, 129, 1024, 2000])
  func longKey(length: Int) throws {
    let value: Value = .object([String(repeating: "k", count: length): ["a": [1]]])
    #expect(try YAMLReader.read(YAMLWriter.write(value)) == value)
  }

  @Test("several documents are separated by lines of three dashes")
  func documents() throws {
    let values: [Value] = [["a": 1], "x\n\n", [], .null]
    let text = YAMLWriter.write(documents: values)
    #expect(text == "---\na: 1\n---\n|+\n  x\n\n---\n[]\n---\nnull\n")
    #expect(try YAMLReader.readAll(text) == values)
  }
}
