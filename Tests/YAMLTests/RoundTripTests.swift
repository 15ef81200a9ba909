import TestSupport
import Testing
import ValueTree

@testable import YAML

@Suite("what is written reads back")
struct RoundTripTests {
  @Test("random values read back as they were, and write the same again")
  func randomValues() throws {
    let count = Effort.count(full: 200_000, quick: 10_000)
    var random = RandomValues(generator: SeededGenerator(seed: Effort.seed))
    var failures: [String] = []
    for _ in 0..<count where failures.count < 5 {
      let value = random.value()
      let text = YAMLWriter.write(value)
      do {
        let back = try YAMLReader.read(text)
        if back != value { failures.append("\(JSONWriter.compact(value)) became \(JSONWriter.compact(back)) by \(text.debugDescription)") }
        if YAMLWriter.write(back) != text { failures.append("another text for \(JSONWriter.compact(value))") }
      } catch {
        failures.append("\(JSONWriter.compact(value)) is not readable: \(error), by \(text.debugDescription)")
      }
    }
    print("wrote and read \(count) random values, seed \(Effort.seed)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test("the order in which members were added does not show")
  func memberOrder() {
    var random = RandomValues(generator: SeededGenerator(seed: Effort.seed &+ 1))
    for _ in 0..<200 {
      let keys = Set((0..<12).map { _ in random.string() }).sorted()
      let forwards = Object(keys.map { ($0, 1) }), backwards = Object(keys.reversed().map { ($0, 1) })
      #expect(YAMLWriter.write(.object(forwards)) == YAMLWriter.write(.object(backwards)))
    }
  }

  @Test("a string means the same as a value, as a key, in a list and alone", arguments: [
    "a\nb", "a\n", "\n", "\n\n", " a\nb", "a\n\n", "\na", "---", "...", "a\n...\n", "---\na\n", "", " ", "#", "a: b", "\t\n",
  ])
  func places(string: String) throws {
    for value in [.string(string), [.string(string)], ["k": .string(string)], .object([string: "v"]),
      .object([string: [1]]), .object([string: ["x": [.string(string)]]]), [["k": .string(string)], [.string(string)]],
    ] as [Value] {
      #expect(try YAMLReader.read(YAMLWriter.write(value)) == value, "\(YAMLWriter.write(value))")
    }
  }
}
