import Testing
import ValueTree

@testable import Fleet

@Suite("Merging variables")
struct MergePatchTests {
  @Test(
    "maps merge deeply, lists replace, null removes",
    arguments: [
      (["a": 1], ["b": 2], ["a": 1, "b": 2]),
      (["a": ["b": 1, "c": 2]], ["a": ["c": 3]], ["a": ["b": 1, "c": 3]]),
      (["a": [1, 2, 3]], ["a": [4]], ["a": [4]]),
      (["a": 1, "b": 2], ["a": .null], ["b": 2]),
      (["a": ["b": 1]], ["a": ["b": .null]], ["a": [:]]),
      (["a": ["b": 1]], ["a": true], ["a": true]),
      (["a": true], ["a": ["b": 1]], ["a": ["b": 1]]),
      (["a": 1], ["b": ["c": .null, "d": 1]], ["a": 1, "b": ["d": 1]]),
      (["a": 1], ["b": [["c": .null]]], ["a": 1, "b": [["c": .null]]]),
    ] as [(Value, Value, Value)])
  func merging(base: Value, patch: Value, result: Value) {
    #expect(MergePatch.merged(base, with: patch) == result)
  }

  @Test("merging obeys its laws for any values", arguments: 0..<200)
  func laws(seed: UInt64) {
    var random = SplitMix(state: seed)
    let a = random.object(depth: 3), b = random.object(depth: 3), c = random.object(depth: 3)
    let clean = MergePatch.merged([:], with: a)
    #expect(MergePatch.merged(clean, with: [:]) == clean, "an empty layer changes nothing")
    #expect(MergePatch.merged(clean, with: clean) == clean, "a layer that says the same changes nothing")
    let once = MergePatch.merged(a, with: b)
    #expect(MergePatch.merged(once, with: b) == once, "a layer twice is a layer once")
    for (key, value) in b.object ?? [:] where value.object == nil {
      let expected: Value? = value.isNull ? .none : value
      #expect(once[key] == expected, "the stronger layer decides")
    }
    for (key, value) in a.object ?? [:] where b[key] == nil {
      #expect(once[key] == value, "what only the weaker layer says stays")
    }
    let layers = [a, b, c].map { LocatedValue(value: $0, source: SourceMap(file: "x")) }
    let merged = LayeredVariables(layers: layers, ownLayer: 2).merged
    #expect(!Self.holdsNull(merged), "no null is left outside of lists")
  }

  private static func holdsNull(_ value: Value) -> Bool {
    switch value {
    case .null: true
    case .object(let members): members.contains { holdsNull($0.value) }
    default: false
    }
  }
}

/// Random values that are the same on every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func object(depth: Int) -> Value {
    var members = Object()
    for _ in 0..<Int.random(in: 0...4, using: &self) {
      let key = ["a", "b", "c", "d"].randomElement(using: &self) ?? "a"
      members[key] = value(depth: depth - 1)
    }
    return .object(members)
  }

  private mutating func value(depth: Int) -> Value {
    switch Int.random(in: 0...5, using: &self) {
    case 0: .null
    case 1: .number(Number(Int.random(in: 0...3, using: &self)))
    case 2: .array([value(depth: depth - 1)])
    default: depth > 0 ? object(depth: depth) : "x"
    }
  }
}
