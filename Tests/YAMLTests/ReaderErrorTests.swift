import Diagnostics
import Testing
import ValueTree

@testable import YAML

@Suite("what is wrong with a YAML text")
struct ReaderErrorTests {
  @Test(
    "a text that breaks YAML's grammar says what and where",
    arguments: [
      ("a: b: c", "1:5: a ':' cannot stand here"),
      ("a: 1\n b: 2", "2:3: a ':' cannot stand here"),
      ("a: 1\nb", "2:2: expected ':' after the key"),
      ("a: [1, 2\nb: 3", "2:2: expected ',' or ']' in this list"),
      ("a: {b: 1\nc: 3", "2:2: expected ',' or '}' in this map"),
      ("a:\n  b: 1\n c: 2", "3:2: expected a key at this indentation"),
      ("- a\nb: 1", "2:1: expected a list item ('- ') at this indentation"),
      ("a: @b", "1:4: no value may begin with this character"),
      ("a: `b`", "1:4: no value may begin with this character"),
      ("a: - b", "1:4: a list item cannot stand here"),
      ("a: \"b", "1:6: this quoted string has no end"),
      ("a: 'b\n---\n", "2:1: this quoted string has no end"),
      ("a: \"\\q\"", "1:5: unknown escape in a double quoted string"),
      ("\ta: 1", "1:1: no value may begin with this character"),
      ("a:\n\t- b", "2:1: no value may begin with this character"),
      ("a: !x!y 1", "1:4: unknown tag"),
      ("a: *", "1:5: a name must follow '&' and '*'"),
      ("%YAML 3.0\n---\na", "1:1: this YAML version is not supported"),
      ("%FOO\n---\na", "1:5: unknown directive"),
      (": a", "1:1: expected a key at this indentation"),
      ("a: ]", "1:4: expected a value"),
      ("a\n... b", "2:5: unexpected text after the document"),
    ])
  func grammar(text: String, message: String) { check(text, message) }

  @Test(
    "a text that JSON has no value for says what and where",
    arguments: [
      ("a: 1\na: 2", "2:1: duplicate key 'a'"),
      ("{\"1\": a, 1: b}", "1:10: duplicate key '1'"),
      ("a: {<<: {}, <<: {}}", "1:13: duplicate key '<<'"),
      ("? [a]\n: b", "1:3: a key must be a string, found a list"),
      ("a: {{ x }}", "1:5: a key must be a string, found a map"),
      ("? {a: b}\n: c", "1:3: a key must be a string, found a map"),
      ("a: &x {}\n*x : 1", "2:1: a key must be a string, found object"),
      ("?\n: a", "1:2: a key is missing or null"),
      ("{null: a}", "1:2: a key is missing or null"),
      ("~: a", "1:1: a key is missing or null"),
      ("a: .inf", "1:4: '.inf' is no number that JSON has"),
      ("a: -.INF", "1:4: '-.INF' is no number that JSON has"),
      ("a: .nan", "1:4: '.nan' is no number that JSON has"),
      ("a: !!binary aGk=", "1:4: unknown tag !!binary"),
      ("a: !!timestamp 2001-12-14", "1:4: unknown tag !!timestamp"),
      ("a: !Ref b", "1:4: unknown tag !Ref"),
      ("a: !!int x", "1:4: 'x' does not fit its tag !!int"),
      ("a: !!int 1.5", "1:4: '1.5' does not fit its tag !!int"),
      ("a: !!set {b}", "1:4: the tag !!set does not fit a map"),
      ("a: !!str [b]", "1:4: the tag !!str does not fit a list"),
      ("a: *b", "1:4: no '&b' stands before the alias '*b'"),
      ("a: &b [*b]", "1:8: the alias '*b' stands inside the value that '&b' names"),
      ("a: &b\n  c: *b", "2:6: the alias '*b' stands inside the value that '&b' names"),
      ("<<: 1", "1:1: the merge key '<<' needs a map or a list of maps, found number"),
      ("<<: [{}, a]", "1:1: the merge key '<<' needs a map or a list of maps, found string"),
      ("a: 1\n---\nb: 2", "2:1: a second document begins here, expected one only"),
    ])
  func meaning(text: String, message: String) { check(text, message) }

  @Test(
    "bytes that are no text of YAML say what and where",
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], "1:4: this text is not valid UTF-8: byte 0xFF"),
      ([0x61, 0x0A, 0xC3, 0xA9, 0xC3, 0x28], "2:2: this text is not valid UTF-8: byte 0xC3"),
      ([0x61, 0xED, 0xA0, 0x80], "1:2: this text is not valid UTF-8: byte 0xED"),
      ([0x61, 0xC3], "1:2: this text is not valid UTF-8: byte 0xC3"),
      ([0xFF, 0xFE, 0x61, 0x00], "1:1: this text is UTF-16, expected UTF-8"),
      ([0xFE, 0xFF, 0x00, 0x61], "1:1: this text is UTF-16, expected UTF-8"),
      ([0x61, 0x00, 0x3A, 0x00], "1:1: this text is UTF-16, expected UTF-8"),
      ([0xFF, 0xFE, 0x00, 0x00, 0x61], "1:1: this text is UTF-32, expected UTF-8"),
      ([0x61, 0x3A, 0x20, 0x01], "1:4: the character U+0001 may not stand in YAML"),
      ([0x61, 0x3A, 0x0A, 0xC3, 0xBC, 0x1B], "2:2: the character U+001B may not stand in YAML"),
    ] as [([UInt8], String)])
  func encoding(bytes: [UInt8], message: String) {
    #expect(line { try YAMLReader.read(bytes, file: "f") } == message)
    #expect(line { try YAMLReader.readLocated(bytes, file: "f") } == message)
  }

  @Test("nesting deeper than the limit is an error, however deep it goes on", arguments: ["[", "{a: ", "- "])
  func depthBomb(open: String) {
    let text = String(repeating: open, count: 100_000)
    #expect(line { try YAMLReader.read(text, file: "f") }?.hasSuffix("nested deeper than 512 levels") == true)
    var options = YAMLReader.Options()
    options.depthLimit = .max
    #expect(
      line { try YAMLReader.read(text, file: "f", options: options) }?.hasSuffix("nested deeper than 1000 levels") == true)
  }

  private func check(_ text: String, _ message: String) {
    #expect(line { try YAMLReader.read(text, file: "f") } == message)
    #expect(line { try YAMLReader.readLocated(Array(text.utf8), file: "f") } == message)
  }

  /// The error as one line without the file; nil where there is none.
  private func line(_ work: () throws -> some Any) -> String? {
    do {
      _ = try work()
      return nil
    } catch let error as Diagnostic {
      return "\(error.location?.description.dropFirst(2) ?? ""): \(error.message)"
    } catch {
      return "\(error)"
    }
  }
}
