import Foundation
import Platform
import Synchronization

/// Work that waits for other processes, on threads of its own.
enum Parallel {
  /// What work gives for each item, in the items' order; an item's error is its result.
  static func map<Item: Sendable, Output: Sendable>(
    _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) throws(VendorProblem) -> Output
  ) -> [Result<Output, VendorProblem>] {
    let group = DispatchGroup()
    let shared = Shared<Output>()
    let take: @Sendable () -> Void = {
      while true {
        let index = shared.next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < items.count else { return }
        let result = Result { () throws(VendorProblem) in try work(items[index]) }
        shared.results.withLock { $0[index] = result }
      }
    }
    for _ in 1..<max(1, min(jobs, items.count)) {
      group.enter()
      let started = Platform.Thread.start(stack: 1 << 20) {
        take()
        group.leave()
      }
      if !started { group.leave() }
    }
    take()
    group.wait()
    return shared.results.withLock { results in items.indices.compactMap { results[$0] } }
  }

  private final class Shared<Output: Sendable>: Sendable {
    let next = Atomic(0)
    let results = Mutex<[Int: Result<Output, VendorProblem>]>([:])
  }
}
