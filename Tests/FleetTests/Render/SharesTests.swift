import Testing
import ValueTree

@testable import Fleet

@Suite("Shares of a render")
struct SharesTests {
  private static let first: Value = [
    ["a", ["apiVersion": "v1"], [1, 3], ["kind": "List"]], .null, ["c", [:], ["value": "none"], [:]],
  ]
  private static let second: Value = [[[2]], ["b", true], [.null]]

  @Test("put together are the whole object")
  func joined() {
    #expect(
      Shares.joined([Self.first, Self.second]) == [
        "a": ["apiVersion": "v1", "items": [1, 2, 3], "kind": "List"], "b": true, "c": ["items": "none"],
      ])
  }

  @Test("without one that can be read are no whole")
  func unreadable() {
    for shares in [[Self.first, nil], [nil, Self.second], [Self.first, Self.second, nil], [nil], []] as [[Value?]] {
      #expect(Shares.joined(shares) == nil)
    }
  }

  @Test(
    "that do not belong together are no whole",
    arguments: [
      // Not as many keys.
      [[["a", 1], .null], [.null]],
      // No list of keys.
      [["a": 1]], [.null],
      // A key that nobody has, has no name, has too little or too much.
      [[.null]], [[[1, 2]]], [[["a"]]], [[["a", [:], []]]], [[["a", [:], [], [:], 1]]],
      // Fields that are none.
      [[["a", 1, [], [:]]]], [[["a", [:], [], 1]]],
      // Items that another has none of, or not those in turn.
      [[["a", [:], [1, 3], [:]]], [.null]], [[["a", [:], [1, 3], [:]]], [[]]],
      [[["a", [:], [1], [:]]], [[[2, 4]]]],
      // One key twice.
      [[["a", 1], .null], [.null, ["a", 2]]],
    ] as [[Value]])
  func mismatch(shares: [Value]) {
    #expect(Shares.joined(shares) == nil)
  }
}
