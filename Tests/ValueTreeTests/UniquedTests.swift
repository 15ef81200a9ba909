import Testing

@testable import ValueTree

@Suite("Lists without repetitions")
struct UniquedTests {
  @Test(
    "each element stands where it came first",
    arguments: [([], []), ([1], [1]), ([2, 1, 2, 3, 1, 2], [2, 1, 3]), ([1, 1, 1], [1])] as [([Int], [Int])])
  func order(list: [Int], once: [Int]) {
    #expect(list.uniqued() == once)
    #expect(list.lazy.map(\.self).uniqued() == once)
  }
}
