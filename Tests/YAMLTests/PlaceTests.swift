import Testing
import ValueTree

@testable import YAML

@Suite("where values and keys stand")
struct PlaceTests {
  private static let text = """
    # a comment
    name: prod
    "quoted": 'x'
    prometheus:
      replicas: 2   # two
      list:
      - a
      -   b: 1
          ü: {c: [x, y]}
      empty:
    text: |
      block

    """
  private let source: SourceMap

  init() throws {
    source = try YAMLReader.readLocated(Array(Self.text.utf8), file: "c.yaml").source
  }

  @Test(
    "each value has its line and column",
    arguments: [
      (ValuePath.root, "2:1"), (ValuePath("name"), "2:7"), (ValuePath("quoted"), "3:11"), (ValuePath("prometheus"), "5:3"),
      (ValuePath("prometheus", "replicas"), "5:13"), (ValuePath("prometheus", "list", 0), "7:5"),
      (ValuePath("prometheus", "list", 1), "8:7"), (ValuePath("prometheus", "list", 1, "ü", "c", 1), "9:18"),
      (ValuePath("prometheus", "list", 7, "x"), "7:3"), (ValuePath("text"), "11:7"),
    ])
  func values(path: ValuePath, place: String) {
    #expect(source.location(of: path).description == "c.yaml:" + place)
  }

  @Test(
    "each key has its line and column",
    arguments: [
      (ValuePath("name"), "2:1"), (ValuePath("quoted"), "3:1"), (ValuePath("prometheus", "replicas"), "5:3"),
      (ValuePath("prometheus", "list", 1, "b"), "8:7"), (ValuePath("prometheus", "list", 1, "ü", "c"), "9:11"),
      (ValuePath("prometheus", "list", 0), "7:5"), (ValuePath("prometheus", "empty"), "10:3"),
    ])
  func keys(path: ValuePath, place: String) {
    #expect(source.location(ofKeyAt: path).description == "c.yaml:" + place)
  }

  @Test("a place shows its line")
  func excerpt() {
    #expect(source.excerpt(at: source.location(of: ValuePath("prometheus", "replicas"))) == "  replicas: 2   # two")
  }

  @Test("lines count as in an editor, also after line separators and carriage returns of libyaml's own")
  func foreignLines() throws {
    let text = "a: \"x\u{2028}y\u{85}z\"\r\nb: 1\n"
    let located = try YAMLReader.readLocated(Array(text.utf8), file: "f")
    #expect(located.source.location(of: ValuePath("b")).description == "f:2:4")
  }

  @Test("each document of a stream has its own places")
  func streams() throws {
    let all = try YAMLReader.readAllLocated(Array("a: 1\n---\nb: 2\n".utf8), file: "f")
    #expect(all.map { $0.source.location(of: ValuePath("b")).description } == ["f:1:1", "f:3:4"])
    #expect(!all[1].source.contains(ValuePath("a")))
  }
}
