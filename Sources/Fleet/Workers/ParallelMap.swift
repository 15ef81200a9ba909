import Foundation
import Synchronization

/// A map over threads that may block, in the order of its input.
enum ParallelMap {
  /// The results of `transform`, of which `jobs` run at a time.
  static func run<Element: Sendable, Output: Sendable>(
    _ elements: [Element], jobs: Int, _ transform: @Sendable (Element) -> Output
  ) -> [Output] {
    let results = Mutex<[Int: Output]>([:])
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, elements.count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < elements.count else { return }
        let output = transform(elements[index])
        results.withLock { $0[index] = output }
      }
    }
    return results.withLock { results in elements.indices.compactMap { results[$0] } }
  }
}
