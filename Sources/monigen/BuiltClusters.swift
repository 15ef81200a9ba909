import Fleet
import Synchronization
import UpgradeReport

/// The clusters of a build whose trees are new or change, gathered for what there is to say about them in the end.
final class BuiltClusters: Sendable {
  private let all = Mutex<[BuiltCluster]>([])

  /// Notes a cluster.
  func add(_ cluster: BuiltCluster) { all.withLock { $0.append(cluster) } }

  /// In the order in which they were built.
  var clusters: [BuiltCluster] { all.withLock { $0 } }

  /// What changes in the trees that were there before, as the summary's lines.
  ///
  /// - Parameter total: how many clusters were built.
  func changes(of total: Int) -> [String] {
    var builder = ReportBuilder(from: "on disk", to: "current")
    for cluster in clusters {
      guard let changed = cluster.changed else { continue }
      builder.add(cluster: cluster.name, from: changed.from, to: changed.to, isPartial: true)
    }
    return BriefSummary(builder.report(), of: total).lines
  }
}
