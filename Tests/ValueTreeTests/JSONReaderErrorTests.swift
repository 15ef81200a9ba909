import Diagnostics
import Testing
import ValueTree

@Suite("what is wrong with a JSON text")
struct JSONReaderErrorTests {
  @Test(
    "each error has its message and its place",
    arguments: [
      ("", "1:1: unexpected end of the JSON text, expected a value"),
      ("  \n", "2:1: unexpected end of the JSON text, expected a value"),
      ("[1,", "1:4: unexpected end of the JSON text, expected a value"),
      ("[1", "1:3: expected ',' or ']', found the end of the text"),
      ("[1 2]", "1:4: expected ',' or ']', found '2'"),
      ("[1,]", "1:4: expected a JSON value, found ']'"),
      ("{\"a\" 1}", "1:6: expected ':' after the key 'a', found '1'"),
      ("{\"a\":1", "1:7: expected ',' or '}', found the end of the text"),
      ("{\"a\":1,}", "1:8: expected a key in double quotes, found '}'"),
      ("{a: 1}", "1:2: expected a key in double quotes, found 'a'"),
      ("{'a': 1}", "1:2: expected a key in double quotes, found '''"),
      ("{\n<<<<<<< HEAD\n\"a\": 1\n=======\n", "2:1: this file has an unsolved merge conflict"),
      ("1 2", "1:3: unexpected text after the JSON value: '2'"),
      ("{}\n}", "2:1: unexpected text after the JSON value: '}'"),
      ("nul", "1:1: expected a JSON value, found 'n'"),
      ("True", "1:1: expected a JSON value, found 'T'"),
      ("// no comments", "1:1: expected a JSON value, found '/'"),
      ("üa", "1:1: expected a JSON value, found 'ü'"),
      ("\u{1}", "1:1: expected a JSON value, found a control character"),
      ("01", "1:1: '01' is not a JSON number"),
      ("[1, -]", "1:5: '-' is not a JSON number"),
      ("1e5e5", "1:1: '1e5e5' is not a JSON number"),
      ("\"abc", "1:1: this string has no end"),
      ("\"abc\\", "1:5: this escape has no end"),
      ("\"a\\q\"", "1:3: unknown escape in a string"),
      ("\"a\nb\"", "1:3: a control character in a string must be escaped"),
      ("\"\\u12\"", "1:2: \\u needs four hexadecimal digits"),
      ("\"\\u12G4\"", "1:2: \\u needs four hexadecimal digits"),
      ("\"\\ud83d\"", "1:2: half of a surrogate pair"),
      ("\"\\ud83dx\"", "1:2: half of a surrogate pair"),
      ("\"\\ud83d\\u0041\"", "1:2: half of a surrogate pair"),
      ("\"\\ude00\"", "1:2: half of a surrogate pair"),
    ])
  func messages(text: String, message: String) {
    #expect(throws: expected(message)) { try read(Array(text.utf8)) }
  }

  @Test(
    "text that is not UTF-8 is an error",
    arguments: [
      ([0x22, 0xFF, 0x22], "1:2: this string is not valid UTF-8"),
      ([0x22, 0x61, 0xC3, 0x22], "1:2: this string is not valid UTF-8"),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], "1:2: this string is not valid UTF-8"),
      ([0x22, 0xC0, 0x80, 0x22], "1:2: this string is not valid UTF-8"),
      ([0xFF, 0xFE, 0x31, 0x00], "1:1: expected a JSON value, found '\u{FFFD}'"),
    ] as [([UInt8], String)])
  func encoding(bytes: [UInt8], message: String) {
    #expect(throws: expected(message)) { try read(bytes) }
  }

  @Test("a duplicate key is an error that names both places")
  func duplicateKey() throws {
    let error = try #require(throws: Diagnostic.self) {
      try JSONReader.read("{\n  \"a\": 1,\n  \"b\": 2,\n  \"a\": 3\n}", file: "x.json")
    }
    #expect(
      DiagnosticRenderer().render(error) == """
        x.json:4:3: error: duplicate key 'a'
            4 |   "a": 3
              |   ^
          x.json:2:3: the first one stands here
          hint: remove one of them: a key may stand once in an object

        """)
  }

  @Test("an error far into a long text shows its line, one in a huge line does not")
  func excerpts() throws {
    let padding = String(repeating: "1,\n", count: 700_000)
    let far = try #require(throws: Diagnostic.self) { try JSONReader.read("[" + padding + "oops]") }
    #expect(far.location?.line == 700_001)
    #expect(far.excerpt == "oops]")
    let wide = String(repeating: "1,", count: 700_000)
    let error = try #require(throws: Diagnostic.self) { try JSONReader.read("[" + wide + "oops]") }
    #expect(error.location?.column == 1_400_002)
    #expect(error.excerpt == nil)
  }

  @Test("a message does not repeat a huge text")
  func clipped() throws {
    let error = try #require(throws: Diagnostic.self) { try JSONReader.read(String(repeating: "1e", count: 1_000_000)) }
    #expect(error.message.count < 100)
  }

  @Test("nesting deeper than the limit is an error, however deep it goes on", arguments: ["[", "{\"a\":"])
  func depthBomb(open: String) throws {
    let error = try #require(throws: Diagnostic.self) { try JSONReader.read(String(repeating: open, count: 100_000)) }
    #expect(error.message == "nested deeper than 512 levels")
    var options = JSONReader.Options()
    options.depthLimit = .max
    let utmost = try #require(throws: Diagnostic.self) {
      try JSONReader.read(String(repeating: open, count: 100_000), options: options)
    }
    #expect(utmost.message == "nested deeper than 1000 levels")
  }

  private func expected(_ message: String) -> Rendered { Rendered(text: message) }

  private func read(_ bytes: [UInt8]) throws {
    do {
      _ = try JSONReader.read(bytes, file: "f")
    } catch let error as Diagnostic {
      throw Rendered(text: "\(error.location?.description.dropFirst(2) ?? ""): \(error.message)")
    }
  }
}

/// An error as one line, to compare.
private struct Rendered: Error, Equatable {
  var text: String
}
