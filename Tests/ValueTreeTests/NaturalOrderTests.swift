import Testing
import ValueTree

@Suite("natural order of keys")
struct NaturalOrderTests {
  @Test(
    "keys stand as go-yaml sorts them",
    arguments: [
      ["client_ca", "clientAuthType"], ["item9", "item10"], ["a", "b"], ["B", "a"], ["a", "ab"], ["", "a"],
      ["1", "a"], ["_", "a"], ["-a", "A"], ["a1", "a2", "a10", "a11", "a100"], ["v1", "v1alpha1", "v1beta1", "v2"],
      ["a1", "a01", "a001", "a2", "a02"], ["a-b", "a.b", "a/b", "a_b", "ab"], ["1a", "1_", "12"],
      ["x_", "x0", "x00", "x1", "xa"], ["app.kubernetes.io/name", "app.kubernetes.io/part-of"],
      ["100", "101", "1001"], ["日", "本"], ["é", "ü"], ["a b", "aä"],
      ["2147483647", "2147483648", "123456789012345678901234567890"],
    ])
  func sorted(keys: [String]) {
    #expect(keys.reversed().sorted(by: NaturalOrder.precedes) == keys)
    #expect(keys.sorted(by: NaturalOrder.precedes) == keys)
  }

  @Test("no key stands before itself")
  func irreflexive() {
    for key in ["", "a", "10", "a_1"] { #expect(!NaturalOrder.precedes(key, key)) }
  }

  @Test("the order is total, so that sorting does not depend on where a key stood before")
  func total() {
    // Every text of up to three of these, which are all the kinds that the rules know.
    let alphabet = ["0", "1", "2", "a", "B", "_", "é"]
    var keys = [""]
    for length in 1...3 {
      let shorter = keys.filter { $0.count == length - 1 }
      keys += shorter.flatMap { key in alphabet.map { key + $0 } }
    }
    let sorted = keys.sorted(by: NaturalOrder.precedes)
    var violations: [String] = []
    for i in sorted.indices {
      for j in sorted.indices where NaturalOrder.precedes(sorted[i], sorted[j]) != (i < j) {
        violations.append("\(sorted[i]) and \(sorted[j])")
      }
    }
    #expect(violations.isEmpty, "\(violations.prefix(5))")
  }
}
