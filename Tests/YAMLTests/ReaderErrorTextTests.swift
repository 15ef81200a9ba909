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
        c.yaml:3:3: the first 'replicas' stands here
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

  private func expect(_ text: String, _ rendered: () -> String) throws {
    let error = try #require(throws: Diagnostic.self) { try YAMLReader.read(text, file: "c.yaml") }
    #expect(DiagnosticRenderer().render(error) == rendered())
  }
}
