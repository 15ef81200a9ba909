import TestSupport
import Testing

@testable import SemanticDiff

@Suite("Common subsequences")
struct SubsequenceTests {
  @Test(
    "the longest one",
    arguments: [
      ([], [], 0), ([1], [], 0), ([1], [1], 1), ([1, 2, 3], [1, 3], 2), ([1, 2, 3], [3, 2, 1], 1),
      ([1, 2, 1, 2], [2, 1, 2, 1], 3), ([1, 1, 1], [1, 1], 2), ([1, 2, 3, 4, 5], [9, 2, 9, 4, 9], 2),
      ([1, 2, 3, 1, 2, 2, 1], [3, 2, 1, 2, 1, 3], 4),
    ] as [([Int], [Int], Int)])
  func examples(a: [Int], b: [Int], length: Int) {
    #expect(isCommon(CommonSubsequence.pairs(a, b), a, b))
    #expect(CommonSubsequence.pairs(a, b).count == length)
  }

  @Test("as long as the table of all beginnings says, for random lists")
  func random() {
    var random = SeededGenerator(seed: Effort.seed)
    for _ in 0..<Effort.count(full: 20_000, quick: 1_000) {
      let values = 1 + random.below(6)
      let a = (0..<random.below(12)).map { _ in random.below(values) }
      let b = (0..<random.below(12)).map { _ in random.below(values) }
      let pairs = CommonSubsequence.pairs(a, b)
      #expect(isCommon(pairs, a, b), "\(a) \(b)")
      #expect(pairs.count == longest(a, b), "\(a) \(b)")
    }
  }

  @Test("beyond the limit of edits still a common one")
  func beyond() {
    let a = (0..<5_000).map { $0 % 7 }, b = (0..<5_000).map { $0 * $0 % 7 }
    let pairs = CommonSubsequence.pairs(a, b)
    #expect(isCommon(pairs, a, b))
    #expect(pairs.count > 500)
  }

  @Test("the longest run in order")
  func increasing() {
    #expect(IncreasingSubsequence.places(in: []) == [])
    #expect(IncreasingSubsequence.places(in: [3, 1, 2]) == [1, 2])
    #expect(IncreasingSubsequence.places(in: [5, 4, 3]).count == 1)
    #expect(IncreasingSubsequence.places(in: [1, 9, 2, 3, 8, 4]) == [0, 2, 3, 5])
  }

  private func isCommon(_ pairs: [(from: Int, to: Int)], _ a: [Int], _ b: [Int]) -> Bool {
    zip(pairs, pairs.dropFirst()).allSatisfy { $0.from < $1.from && $0.to < $1.to }
      && pairs.allSatisfy { a[$0.from] == b[$0.to] }
  }

  private func longest(_ a: [Int], _ b: [Int]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var before = 0
      for (place, y) in b.enumerated() {
        let above = row[place + 1]
        row[place + 1] = x == y ? before + 1 : max(above, row[place])
        before = above
      }
    }
    return row[b.count]
  }
}
