import Diagnostics
import Testing
import ValueTree

@testable import YAML

@Suite("errors of a YAML text in full")
struct ReaderErrorTextTests {
  @Test("a duplicate key is an error that names both places")
  func duplicateKey() throws {
    try expect("name: x\nprometheus:\n  replicas: 2\n  retention: 15d\n  replicas: 3\n") {
      """
      c.yaml:5:3: error: duplicate key 'replicas'
          5 |   replicas: 3
            |   ^
        c.yaml:3:3: the first one stands here
        hint: remove one of them: a key may stand once in a map

      """
    }
  }

  @Test("a tab in the indentation is named")
  func tab() throws {
    try expect("a:\n\tb: 1\n") {
      """
      c.yaml:2:1: error: no value may begin with this character
          2 |  b: 1
            | ^
        hint: indent with spaces: YAML allows no tabs

      """
    }
  }

  @Test("a list without its end shows where it begins")
  func flow() throws {
    try expect("ü: [1,\n  2\nb: 3\n") {
      """
      c.yaml:3:2: error: expected ',' or ']' in this list
          3 | b: 3
            |  ^
        c.yaml:1:4: the list begins here
        hint: close the list with ']'

      """
    }
  }

  @Test("a template without quotes is named")
  func template() throws {
    try expect("summary: {{ $labels.instance }} is down\n") {
      """
      c.yaml:1:11: error: a key must be a string, found a map
          1 | summary: {{ $labels.instance }} is down
            |           ^
        hint: put the key in quotes; a template in braces ('{{ … }}') needs quotes too

      """
    }
  }

  @Test("a mistyped alias suggests the anchor")
  func alias() throws {
    try expect("base: &defaults {}\nx: *defautls\n") {
      """
      c.yaml:2:4: error: no '&defautls' stands before the alias '*defautls'
          2 | x: *defautls
            |    ^
        hint: did you mean '*defaults'?

      """
    }
  }

  @Test("a merge conflict that git left is named at its first line")
  func mergeConflict() throws {
    try expect("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n") {
      """
      c.yaml:2:1: error: this file has an unsolved merge conflict
          2 | <<<<<<< HEAD
            | ^
        hint: keep what is right of both sides, and remove the lines with <<<<<<<, ======= and >>>>>>>

      """
    }
  }

  @Test(
    "each of a conflict's lines tells, in a text that is YAML too",
    arguments: [
      ("a: 1\n=======\nb: 2\n", 2), ("a: 1\r\nb: 2\r\n>>>>>>> x\r\n", 3), ("<<<<<<< HEAD", 1),
      ("a: \"b\n<<<<<<< HEAD\nc\n=======\nd\n>>>>>>> x\n\"\n", 2), ("<<<<<<< HEAD: 1\nb: 2\n", 1),
      ("a: 1\n<<<<<<< HEAD\na: 2\n", 2), ("\u{FEFF}ü: 1\n>>>>>>> ü\n", 2),
    ])
  func conflictLines(text: String, line: Int) throws {
    let error = try #require(throws: Diagnostic.self) { try YAMLReader.readLocated(Array(text.utf8), file: "c.yaml") }
    #expect(error.message == "this file has an unsolved merge conflict")
    #expect(error.location == SourceLocation(file: "c.yaml", line: line, column: 1))
  }

  @Test("what only looks like a conflict is text")
  func noConflict() throws {
    let text = "a: |\n  <<<<<<< HEAD\n  =======\nb: \"Headline\n=======\nc\"\n# <<<<<<< HEAD\n"
    let value = try YAMLReader.readLocated(Array(text.utf8), file: "c.yaml").value
    #expect(value["a"] == "<<<<<<< HEAD\n=======\n")
    #expect(value["b"] == "Headline ======= c")
  }

  private func expect(_ text: String, _ rendered: () -> String) throws {
    let error = try #require(throws: Diagnostic.self) { try YAMLReader.read(text, file: "c.yaml") }
    #expect(DiagnosticRenderer().render(error) == rendered())
  }
}
