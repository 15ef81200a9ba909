import Kubernetes
import Synchronization
import UpgradeReport

/// What a build changes in the trees that were there before, gathered cluster by cluster for its summary.
final class BuildChanges: Sendable {
  private let builder = Mutex(ReportBuilder(from: "on disk", to: "current"))

  /// Adds the objects of a cluster's files that change.
  func add(_ cluster: String, from: ObjectSet, to: ObjectSet) {
    builder.withLock { $0.add(cluster: cluster, from: from, to: to) }
  }

  /// The summary's lines.
  ///
  /// - Parameter total: how many clusters were built.
  func lines(of total: Int) -> [String] {
    BriefSummary(builder.withLock { $0.report() }, of: total).lines
  }
}
