import Checks
import Fleet
import Synchronization
import UpgradeReport

/// The clusters of a build whose trees are new or change, gathered for what there is to say about them in the end. Each
/// is checked from the moment on when it is there, while the build writes files and waits for the disk.
final class BuiltClusters: Sendable {
  /// A cluster, and the check of it that has begun.
  private struct Checked: Sendable {
    var cluster: BuiltCluster
    var findings: Task<ClusterFindings, Never>
  }

  private let all = Mutex<[Checked]>([])
  private let reader = QueryReader()

  /// Notes a cluster.
  func add(_ cluster: BuiltCluster) {
    let findings = Task.detached { [reader] in ClusterFindings(of: cluster, reading: reader) }
    let checked = Checked(cluster: cluster, findings: findings)
    all.withLock { $0.append(checked) }
  }

  /// What was found in each cluster, in the order in which they were built.
  var findings: [ClusterFindings] {
    get async {
      var findings: [ClusterFindings] = []
      for checked in all.withLock({ $0 }) { findings.append(await checked.findings.value) }
      return findings
    }
  }

  /// What changes in the trees that were there before, as the summary's lines.
  ///
  /// - Parameter total: how many clusters were built.
  func changes(of total: Int) -> [String] {
    var builder = ReportBuilder(from: "on disk", to: "current")
    for cluster in all.withLock({ $0.map(\.cluster) }) {
      guard let changed = cluster.changed else { continue }
      builder.add(cluster: cluster.name, from: changed.from, to: changed.to, isPartial: true)
    }
    return BriefSummary(builder.report(), of: total).lines
  }
}
