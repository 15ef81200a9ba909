import Testing
import ValueTree

@Suite("paths")
struct ValuePathTests {
  @Test(
    "a path reads as a person would write it",
    arguments: [
      (ValuePath.root, ""),
      (["spec"], "spec"),
      (["spec", "groups", 0], "spec.groups[0]"),
      (["spec", "groups", 0, "rules", 12, "alert"], "spec.groups[0].rules[12].alert"),
      ([0, 1], "[0][1]"),
      (["labels", "a.b"], #"labels["a.b"]"#),
      (["labels", "app.kubernetes.io/name", "x"], #"labels["app.kubernetes.io/name"].x"#),
      (["alerts", "group:storage"], #"alerts["group:storage"]"#),
      (["a-b", "c_d", "9"], "a-b.c_d.9"),
      ([""], #"[""]"#),
      (["say \"hi\"\n"], #"["say \"hi\"\n"]"#),
      (["ü"], #"["ü"]"#),
    ] as [(ValuePath, String)])
  func description(path: ValuePath, text: String) {
    #expect(path.description == text)
  }

  @Test("a path grows by steps and shrinks to its parent")
  func growing() {
    let path = ValuePath("spec") + "groups" + 2
    #expect(path == ["spec", "groups", 2])
    #expect(path.parent == ["spec", "groups"])
    #expect(ValuePath.root.parent == nil)
  }

  @Test("a value is found at its path, and nothing where a step leads nowhere")
  func subscripts() {
    let value: Value = ["spec": ["groups": [["name": "a"], ["name": "b"]]]]
    #expect(value[ValuePath("spec", "groups", 1, "name")] == "b")
    #expect(value[ValuePath.root] == value)
    #expect(value[ValuePath("spec", "groups", 2)] == nil)
    #expect(value[ValuePath("spec", "groups", -1)] == nil)
    #expect(value[ValuePath("spec", 0)] == nil)
    #expect(value[ValuePath("spec", "groups", "name")] == nil)
  }

  @Test("keys that only look the same are different steps")
  func bytes() {
    #expect(ValuePath("\u{E9}") != ValuePath("e\u{301}"))
  }
}

extension ValuePath: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Step...) { self.init(steps: elements) }
}
