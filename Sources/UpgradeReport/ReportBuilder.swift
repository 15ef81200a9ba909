import Kubernetes
import SemanticDiff

/// Puts a report together, one cluster after the other.
///
///     var builder = ReportBuilder(from: "v0.13", to: "v0.17")
///     builder.add(cluster: "aws-prod", from: olds, to: news)
///     builder.report().clusters[0].alerts.namesAdded.count  // 7
public struct ReportBuilder: Sendable {
  private var upgrade: UpgradeReport

  /// A report between two sides as the user named them.
  public init(from: String, to: String) { upgrade = UpgradeReport(from: from, to: to) }

  /// Compares the two sides of a cluster that both builds have.
  public mutating func add(cluster name: String, from: ObjectSet, to: ObjectSet) {
    let match = ObjectMatch(from: from, to: to)
    let pairs = ObjectPair.all(in: match)
    var cluster = ClusterReport(name: name)
    cluster.objects = ObjectsView.changes(match)
    cluster.alerts = RulesView.changes(.alert, from: from, to: to)
    cluster.records = RulesView.changes(.record, from: from, to: to)
    cluster.images = ImagesView.changes(pairs)
    cluster.scrape = ScrapeView.changes(pairs, cluster.objects)
    cluster.definitions = DefinitionsView.changes(pairs)
    cluster.access = AccessView.changes(pairs)
    cluster.dashboards = DashboardsView.changes(pairs)
    cluster.findings = ApplyForecast.findings(match: match, changes: cluster.objects, images: cluster.images)
    upgrade.clusters.append(cluster)
  }

  /// Notes a cluster that only the new side has.
  public mutating func addNew(cluster name: String) { upgrade.addedClusters.append(name) }

  /// Notes a cluster that only the old side has.
  public mutating func addGone(cluster name: String) { upgrade.removedClusters.append(name) }

  /// What was added so far, in the order of the clusters' names.
  public func report() -> UpgradeReport {
    var report = upgrade
    report.clusters.sort { $0.name < $1.name }
    report.addedClusters.sort()
    report.removedClusters.sort()
    return report
  }
}
