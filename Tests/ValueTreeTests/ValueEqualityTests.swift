import Testing
import ValueTree

@Suite("values and objects")
struct ValueEqualityTests {
  @Test("the order of keys does not count, that of items does")
  func order() {
    let a: Value = ["x": 1, "y": [1, 2]], b: Value = ["y": [1, 2], "x": 1]
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(a != ["x": 1, "y": [2, 1]])
  }

  @Test("a member that is missing differs from one that is null")
  func missing() {
    #expect(["a": .null] as Value != [:] as Value)
    #expect(["a": .null] as Value != ["b": .null] as Value)
    #expect(([:] as Object) != (["a": .null] as Object))
  }

  @Test("values of different kinds differ")
  func kinds() {
    let values: [Value] = [.null, false, true, 0, "", "0", "false", [], [:], [.null], 0.5]
    for (i, a) in values.enumerated() {
      for (j, b) in values.enumerated() { #expect((a == b) == (i == j)) }
    }
  }

  @Test("strings and keys that look the same but differ in bytes are two")
  func bytes() {
    let composed = "\u{E9}", decomposed = "e\u{301}"
    #expect(composed == decomposed, "Swift takes them for one")
    #expect(Value.string(composed) != .string(decomposed))
    let object: Object = [composed: 1, decomposed: 2]
    #expect(object.count == 2)
    #expect(object[composed] == 1)
    #expect(object[decomposed] == 2)
    #expect(object != [composed: 2, decomposed: 1])
    let text = JSONWriter.compact(.object(object))
    #expect(text == JSONWriter.compact([decomposed: 2, composed: 1]))
    #expect(Array(text.utf8) == Array("{\"e\u{301}\":2,\"\u{E9}\":1}".utf8))
  }

  @Test("an object keeps the order of its members through changes")
  func memberOrder() {
    var object: Object = ["b": 1, "a": 2, "c": 3]
    #expect(object.keys == ["b", "a", "c"])
    let replaced = !object.updateValue(9, forKey: "a"), added = object.updateValue(4, forKey: "d")
    #expect(replaced && added)
    object["b"] = nil
    #expect(object.map(\.key) == ["a", "c", "d"])
    #expect(object.index(of: "c") == 1)
    #expect(object.index(of: "b") == nil)
    #expect(object.mapValues { _ in 0 } == ["a": 0, "c": 0, "d": 0])
  }

  @Test("accessors give a value of their kind and nil for any other")
  func accessors() {
    let value: Value = ["n": 3, "s": "x", "b": true, "a": [1], "z": .null]
    #expect(value["n"]?.integer == 3)
    #expect(value["s"]?.string == "x")
    #expect(value["b"]?.bool == true)
    #expect(value["a"]?.array == [1])
    #expect(value["z"]?.isNull == true)
    #expect(value["n"]?.string == nil)
    #expect(value["missing"] == nil)
    #expect(value.kind == .object)
  }
}
