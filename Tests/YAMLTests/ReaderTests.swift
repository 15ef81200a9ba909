import Testing
import ValueTree

@testable import YAML

@Suite("reading YAML")
struct ReaderTests {
  @Test(
    "plain text means what YAML 1.2 says",
    arguments: [
      ("true", true), ("True", true), ("TRUE", true), ("false", false), ("null", .null), ("Null", .null), ("~", .null), ("k:", ["k": .null]),
      ("1", 1), ("-1", -1), ("+12", 12), ("0", 0), ("-0", 0), ("0.5", 0.5), (".5", 0.5), ("-.5", -0.5), ("5.", 5), ("5.e1", 50),
      ("01.5", 1.5), ("00.5e1", 5), ("1e3", 1000), ("1E-2", 0.01), ("0x1f", 31), ("0xFF", 255), ("0o17", 15),
    ] as [(String, Value)])
  func scalars(text: String, value: Value) throws {
    #expect(try YAMLReader.read(text) == value)
  }

  @Test(
    "integers keep all their digits",
    arguments: [
      ("0xffffffffffffffff", "18446744073709551615"), ("123456789012345678901234567890", "123456789012345678901234567890"),
      ("-9223372036854775809", "-9223372036854775809"), ("+9007199254740993", "9007199254740993"),
    ])
  func digits(text: String, digits: String) throws {
    #expect(try YAMLReader.read(text).number?.text == digits)
    #expect(YAMLWriter.write(try YAMLReader.read(text)) == digits + "\n")
  }

  @Test(
    "plain text that only YAML 1.1 or nobody takes for a value is a string",
    arguments: [
      "yes", "no", "on", "off", "y", "n", "Yes", "ON", "tRUE", "012", "-012", "08", "00", "1_000", "0b11", "1:30", "12:30:45",
      "2001-12-14", "2001-12-14 21:59:43", "=", "1.2.3", "0x", "0xg", "0o8", "-0x1f", "0X1F", "0x10000000000000000", "0x+1",
      "1e", "e3", ".", "+", ".e3", "nULL", "infinity", "nan", "+.nan", "１",
    ])
  func strings(text: String) throws {
    #expect(try YAMLReader.read(text) == .string(text))
  }

  @Test(
    "quoted text and blocks are strings",
    arguments: [
      ("\"true\"", "true"), ("'1'", "1"), ("\"\"", ""), ("|\n  1\n", "1\n"), (">-\n  a\n  b\n", "a b"), ("'it''s'", "it's"),
      (#""\u00e9\x41\U0001F600\n\/""#, "éA😀\n/"), ("\"a\n  b\"", "a b"),
    ])
  func quoted(text: String, string: String) throws {
    #expect(try YAMLReader.read(text) == .string(string))
  }

  @Test(
    "keys are strings, whatever they look like",
    arguments: [
      ("1: a", ["1": "a"]), ("true: a", ["true": "a"]), ("on: a", ["on": "a"]), ("012: a", ["012": "a"]), ("1.50: a", ["1.50": "a"]),
      ("0x1f: a", ["0x1f": "a"]), (".inf: a", [".inf": "a"]), ("\"\": a", ["": "a"]), ("'~': a", ["~": "a"]), ("=: a", ["=": "a"]),
      ("{a, b: 1}", ["a": .null, "b": 1]), ("? a\n: b", ["a": "b"]), ("? a", ["a": .null]), ("\"<<\": {a: 1}", ["<<": ["a": 1]]),
    ] as [(String, Value)])
  func keys(text: String, value: Value) throws {
    #expect(try YAMLReader.read(text) == value)
  }

  @Test(
    "tags of YAML's own types are followed",
    arguments: [
      ("!!str 1", "1"), ("! 1", "1"), ("!!int \"12\"", 12), ("!!float 1", 1), ("!!bool \"true\"", true), ("!!null ''", .null),
      ("!!map {a: 1}", ["a": 1]), ("!!seq [1]", [1]), ("{!!str 1: a}", ["1": "a"]),
    ] as [(String, Value)])
  func tags(text: String, value: Value) throws {
    #expect(try YAMLReader.read(text) == value)
  }

  @Test(
    "an empty document is null",
    arguments: ["", "\n", "# only a comment\n", "---\n", "---\n...\n", "\u{FEFF}", "null", "%YAML 1.1\n---\n"])
  func empty(text: String) throws {
    #expect(try YAMLReader.read(text) == .null)
    #expect(try YAMLReader.readLocated(Array(text.utf8), file: "f").value == .null)
  }

  @Test(
    "a stream holds the documents between its separators",
    arguments: [
      ("", []), ("# none\n", []), ("a: 1\n---\n- b\n", [["a": 1], ["b"]]), ("---\na\n---\n---\nb\n...\n", ["a", .null, "b"]),
      ("a\n...\n", ["a"]),
    ] as [(String, [Value])])
  func streams(text: String, values: [Value]) throws {
    #expect(try YAMLReader.readAll(text) == values)
    #expect(try YAMLReader.readAllLocated(Array(text.utf8), file: "f").map(\.value) == values)
  }

  @Test("a byte order mark and the line ends of Windows are passed over")
  func windows() throws {
    #expect(try YAMLReader.read("\u{FEFF}a: 1\r\nb: |\r\n  x\r\n  y\r\n") == ["a": 1, "b": "x\ny\n"])
  }

  @Test("members keep the order of the text")
  func order() throws {
    #expect(try YAMLReader.read("b: 1\na: 2\nc: 3").object?.keys == ["b", "a", "c"])
  }

  @Test("a large text is read to its end")
  func large() throws {
    let items = (0..<20_000).map { "- name: item\($0)\n  text: |\n    line\n" }.joined()
    #expect(try YAMLReader.read(items).array?.count == 20_000)
  }
}
