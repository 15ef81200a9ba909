import Relabeling
import Testing
import ValueTree
import YAML

@Suite("Relabeling steps")
struct RelabelStepTests {
  private static func fields(_ text: String) throws -> RelabelFields {
    try #require(RelabelFields(try YAMLReader.read("{ \(text) }"), spelling: .configuration))
  }

  @Test(
    "each action, on the labels a: x, b: y",
    arguments: [
      ("source_labels: [a], target_label: c, replacement: '$1!'", ["a": "x", "b": "y", "c": "x!"]),
      ("source_labels: [a, b], target_label: c", ["a": "x", "b": "y", "c": "x;y"]),
      ("source_labels: [a, b], separator: '', target_label: c", ["a": "x", "b": "y", "c": "xy"]),
      ("source_labels: [a], regex: z, target_label: c", ["a": "x", "b": "y"]),
      ("source_labels: [none], target_label: a", ["b": "y"]),
      ("target_label: c, replacement: k", ["a": "x", "b": "y", "c": "k"]),
      ("source_labels: [a], regex: (x), target_label: '${1}_l', replacement: k", ["a": "x", "b": "y", "x_l": "k"]),
      ("action: lowercase, source_labels: [a], target_label: c", ["a": "x", "b": "y", "c": "x"]),
      ("action: Uppercase, source_labels: [a], target_label: c", ["a": "x", "b": "y", "c": "X"]),
      ("action: keep, source_labels: [a], regex: x", ["a": "x", "b": "y"]),
      ("action: keep, source_labels: [a], regex: y", nil),
      ("action: drop, source_labels: [a, b], regex: 'x;y'", nil),
      ("action: keepequal, source_labels: [a], target_label: b", nil),
      ("action: dropequal, source_labels: [a], target_label: b", ["a": "x", "b": "y"]),
      ("action: hashmod, source_labels: [a], target_label: c, modulus: 1000", ["a": "x", "b": "y", "c": "726"]),
      ("action: labelmap, regex: '(.)', replacement: 'l_$1'", ["a": "x", "b": "y", "l_a": "x", "l_b": "y"]),
      ("action: labeldrop, regex: a", ["b": "y"]),
      ("action: labelkeep, regex: a", ["a": "x"]),
    ] as [(String, [String: String]?)], RelabelDialect.allCases)
  func actions(step: (text: String, result: [String: String]?), dialect: RelabelDialect) throws {
    let steps = try Relabel.steps([try Self.fields(step.text)], dialect: dialect)
    #expect(Relabel.apply(steps, to: ["a": "x", "b": "y"]) == step.result)
  }

  @Test("versions 2 and 3 differ in names, and in what an empty result takes away")
  func dialects() throws {
    let dots = try Self.fields("source_labels: [a], target_label: '${1}', regex: (.*), replacement: k")
    let labels = ["a": "x.y"]
    #expect(Relabel.apply(try Relabel.steps([dots], dialect: .two), to: labels) == ["a": "x.y"])
    #expect(Relabel.apply(try Relabel.steps([dots], dialect: .three), to: labels) == ["a": "x.y", "x.y": "k"])
    let plain = try Self.fields("target_label: x.y, replacement: k")
    #expect(throws: RelabelProblem.badTarget("x.y", .replace)) { try Relabel.steps([plain], dialect: .two) }
    #expect(Relabel.apply(try Relabel.steps([plain], dialect: .three), to: [:]) == ["x.y": "k"])
  }

  @Test(
    "what Prometheus refuses",
    arguments: [
      ("action: move", "'move' is no relabeling action"),
      ("action: hashmod, target_label: a", "hashmod needs a modulus other than 0"),
      ("action: hashmod, target_label: a, modulus: -1", "'-1' is no modulus: a whole number from 0 to 2^64 - 1"),
      ("source_labels: [a]", "replace needs a target label"),
      ("action: lowercase, target_label: a, replacement: b", "lowercase takes no replacement"),
      (
        "action: keepequal, target_label: a, regex: '(.*)'",
        "keepequal takes source labels and a target label, nothing else"
      ),
      ("action: labeldrop, regex: a, target_label: b", "labeldrop takes a regular expression, nothing else"),
      ("action: keep, regex: '('", "'(' is no regular expression: missing ): ^(?s:()$"),
    ])
  func refused(text: String, message: String) throws {
    let fields = try Self.fields(text)
    #expect {
      _ = try Relabel.steps([fields])
    } throws: { error in
      (error as? RelabelProblem)?.message == message
    }
  }

  @Test("a custom resource leaves out what is empty, and writes names its own way")
  func customResource() throws {
    let value = try YAMLReader.read("{ sourceLabels: [a], targetLabel: c, action: '', regex: '', modulus: 0 }")
    let fields = try #require(RelabelFields(value, spelling: .customResource))
    #expect(Relabel.apply(try Relabel.steps([fields]), to: ["a": "x"]) == ["a": "x", "c": "x"])
  }
}
