import Checks
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
  ///
  /// - Parameter isPartial: whether the objects are not all of the builds': then nothing is checked, as what is missing
  ///   may be among the others.
  public mutating func add(cluster name: String, from: ObjectSet, to: ObjectSet, isPartial: Bool = false) {
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
    if !isPartial { addFindings(to: &cluster, match, from: from, to: to) }
    upgrade.clusters.append(cluster)
  }

  private func addFindings(
    to cluster: inout ClusterReport, _ match: ObjectMatch, from: ObjectSet, to: ObjectSet
  ) {
    let renames = cluster.records.renamed.map { ($0.from.name, $0.to.name) }
    let step = UpgradeStep(
      from: upgrade.from, to: upgrade.to, renames: Dictionary(renames, uniquingKeysWith: { first, _ in first }))
    let checks = UpgradeCheck.findings(from: from, to: to, step: step)
    let forecast = ApplyForecast.findings(match: match, changes: cluster.objects, images: cluster.images)
    cluster.findings = (checks.introduced + forecast).gravestFirst
    (cluster.fixed, cluster.stillThere) = (checks.fixed, checks.stillThere)
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
