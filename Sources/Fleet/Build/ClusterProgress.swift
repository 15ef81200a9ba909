import Synchronization

/// Counts the targets of each cluster, and tells when a cluster has all of them.
final class ClusterProgress: Sendable {
  private let clusters: [String]
  private let observer: BuildObserver
  private let left: Mutex<[String: Int]>

  /// - Parameter clusters: the cluster of each target, by the targets' order.
  init(clusters: [String], observer: BuildObserver) {
    self.clusters = clusters
    self.observer = observer
    let counts = clusters.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    left = Mutex(counts)
    observer.onStart(counts.count)
  }

  func finish(_ target: Int) {
    let cluster = clusters[target]
    let rest = left.withLock { left in
      left[cluster, default: 1] -= 1
      return left[cluster]
    }
    if rest == 0 { observer.onEvaluated(cluster) }
  }
}
