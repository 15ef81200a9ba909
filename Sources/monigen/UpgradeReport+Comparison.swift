import Diagnostics
import Fleet
import UpgradeReport

extension UpgradeReport {
  /// Compares every cluster that both sides have, as many at a time as there are processors.
  ///
  /// - Throws: a `DiagnosticList` or a `Diagnostic` where the objects of a cluster cannot be read.
  init(_ comparison: FleetComparison) async throws {
    self.init(from: comparison.from, to: comparison.to)
    addedClusters = comparison.added
    removedClusters = comparison.removed
    diagnostics = comparison.diagnostics
    let parts = try await ConcurrentMap.run(comparison.pairs) { try await Self.report(on: $0, of: comparison) }
    clusters = parts.flatMap(\.clusters)
    diagnostics = (diagnostics + parts.flatMap(\.diagnostics)).inFileOrder()
  }

  private static func report(
    on pair: FleetComparison.Pair, of comparison: FleetComparison
  ) async throws -> UpgradeReport {
    let (from, to) = try await pair.objects()
    var builder = ReportBuilder(from: comparison.from, to: comparison.to)
    builder.add(cluster: pair.name, from: from.objects, to: to.objects)
    var report = builder.report()
    report.clusters = report.clusters.map { $0.locating(from: from.origins, to: to.origins) }
    report.diagnostics += from.diagnostics + to.diagnostics
    return report
  }
}

extension ClusterReport {
  /// The report with the places where people wrote the rules that its findings are about.
  fileprivate func locating(from: RuleOrigins?, to: RuleOrigins?) -> ClusterReport {
    var report = self
    if let from { report.fixed = from.locating(fixed) }
    if let to {
      report.findings = to.locating(findings)
      report.stillThere = to.locating(stillThere)
    }
    return report
  }
}
