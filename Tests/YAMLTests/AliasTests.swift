import Diagnostics
import Testing
import ValueTree

@testable import YAML

@Suite("anchors, aliases and merge keys")
struct AliasTests {
  @Test(
    "an alias repeats the value of its anchor",
    arguments: [
      ("a: &x 1\nb: *x", ["a": 1, "b": 1]), ("- &x [1]\n- *x\n- &x 2\n- *x", [[1], [1], 2, 2]),
      ("a: &x\nb: *x", ["a": .null, "b": .null]), ("&k key: 1\nother: *k", ["key": 1, "other": "key"]),
      ("a: &x foo\n*x : 1", ["a": "foo", "foo": 1]), ("a: &x 5\n*x : 1", ["a": 5, "5": 1]),
      ("a: &x\n  b: &y 1\nc: [*x, *y]", ["a": ["b": 1], "c": [["b": 1], 1]]),
    ] as [(String, Value)])
  func aliases(text: String, value: Value) throws {
    #expect(try YAMLReader.read(text) == value)
  }

  @Test(
    "a merge key adds what the map does not say itself, the earlier map first",
    arguments: [
      ("base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3", ["base": ["x": 1, "y": 2], "c": ["x": 1, "y": 3]]),
      ("c:\n  y: 3\n  <<: {x: 1, y: 2}", ["c": ["x": 1, "y": 3]]),
      ("<<: [{a: 1, b: 1}, {b: 2, c: 2}]\nc: 3", ["a": 1, "b": 1, "c": 3]),
      ("<<: []\na: 1", ["a": 1]), ("<<: {}\n", [:]), ("- <<", ["<<"]),
      ("a: &a {<<: &b {x: 1}, y: 2}\nc: {<<: *a}\nd: *b", ["a": ["x": 1, "y": 2], "c": ["x": 1, "y": 2], "d": ["x": 1]]),
    ] as [(String, Value)])
  func merges(text: String, value: Value) throws {
    #expect(try YAMLReader.read(text) == value)
    #expect(try YAMLReader.readLocated(Array(text.utf8), file: "f").value == value)
  }

  @Test("what came by an alias or a merge key stands where its anchor has it")
  func places() throws {
    let text = """
      base: &base
        image:
          tag: v1
        port: 80
      one: *base
      two:
        <<: [{extra: 1}, *base]
        port: 81
      """
    let located = try YAMLReader.readLocated(Array(text.utf8), file: "f")
    let source = located.source
    func place(_ steps: ValuePath.Step...) -> String { source.location(of: ValuePath(steps: steps)).description }
    func key(_ steps: ValuePath.Step...) -> String { source.location(ofKeyAt: ValuePath(steps: steps)).description }
    #expect(place("one") == "f:5:6")
    #expect(place("one", "image", "tag") == "f:3:10")
    #expect(key("one", "image", "tag") == "f:3:5")
    #expect(place("two", "image", "tag") == "f:3:10")
    #expect(key("two", "image") == "f:2:3")
    #expect(place("two", "port") == "f:8:9")
    #expect(place("two", "extra") == "f:7:16")
  }

  @Test("a file of a few lines cannot become a huge tree")
  func billionLaughs() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<30 {
      text += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    for located in [false, true] {
      let error = try #require(throws: Diagnostic.self) {
        _ = located
          ? try YAMLReader.readLocated(Array(text.utf8), file: "f").value : try YAMLReader.read(text, file: "f")
      }
      #expect(error.message == "the aliases of this file make more than 100000 values")
      #expect(error.location?.line == 5)
    }
  }

  @Test("aliases cannot nest a tree deeper than the limit")
  func depth() throws {
    var text = "a0: &a0 [x]\n"
    for level in 1..<600 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    var options = YAMLReader.Options()
    options.aliasLimit = .max
    let error = try #require(throws: Diagnostic.self) { try YAMLReader.read(text, options: options) }
    #expect(error.message == "nested deeper than 512 levels")
  }
}
