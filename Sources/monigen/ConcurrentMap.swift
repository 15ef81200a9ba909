import Foundation

/// Does the same with each of several things, as many at a time as there are processors.
enum ConcurrentMap {
  /// The results, in the order of the things; each is let go of as soon as it is done.
  ///
  /// - Throws: the first error; what has not begun is not done then.
  static func run<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Result
  ) async throws -> [Result] {
    let tasks = max(1, min(items.count, ProcessInfo.processInfo.activeProcessorCount))
    return try await withThrowingTaskGroup(of: [(index: Int, result: Result)].self) { group in
      for first in 0..<tasks {
        group.addTask {
          var results: [(index: Int, result: Result)] = []
          for index in stride(from: first, to: items.count, by: tasks) {
            results.append((index, try await work(items[index])))
          }
          return results
        }
      }
      var results: [(index: Int, result: Result)] = []
      for try await some in group { results += some }
      return results.sorted { $0.index < $1.index }.map(\.result)
    }
  }
}
