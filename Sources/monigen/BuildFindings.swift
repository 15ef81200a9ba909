import Checks
import Diagnostics
import Fleet
import UpgradeReport

/// What the checks say about the clusters of a build whose trees are new or change: what is grave or new in full, the
/// rest as numbers.
struct BuildFindings {
  /// What there is now, with what the build brings and what was there before.
  private var report: CheckReport
  /// By the cluster's name; only of trees that were there before and change.
  private var introduced: [String: Set<Finding>] = [:]
  /// What the build mends.
  private var fixed: CheckReport

  /// How many findings are told in full; more would hide what else a build says.
  private static let shown = 10

  /// Puts together what was found in each cluster.
  init(_ clusters: [ClusterFindings], suppressing suppressions: SuppressionList) {
    report = CheckReport(clusters: clusters.map { .init(name: $0.name, findings: $0.all) })
    fixed = CheckReport(clusters: clusters.map { .init(name: $0.name, findings: $0.fixed) })
    for cluster in clusters { introduced[cluster.name] = Set(cluster.introduced) }
    suppressions.apply(to: &report)
    suppressions.apply(to: &fixed)
  }

  /// What breaks, what the build brings, and endpoints that take samples from each other, as warnings: a build is not
  /// stopped by what may be as it should be.
  var diagnostics: [Diagnostic] {
    report.shared.filter(isTold).prefix(Self.shown).map { shared in
      let finding = shared.finding
      let place = [finding.object.map(\.description), finding.path].compactMap { $0 }.joined(separator: ": ")
      let scope = shared.scope.map { [Diagnostic.Note($0)] } ?? []
      guard let source = finding.sources.first else {
        return Diagnostic(
          "\(place): \(finding.message)", severity: .warning, notes: finding.notes + scope, hint: finding.hint)
      }
      let others = finding.sources.dropFirst().map { Diagnostic.Note("or here", at: $0) }
      return Diagnostic(
        finding.message, severity: .warning, at: source, notes: others + [.init("in \(place)")] + finding.notes + scope,
        hint: finding.hint)
    }
  }

  private func isTold(_ shared: CheckReport.Shared) -> Bool {
    let finding = shared.finding
    if finding.severity == .breaking || finding.code == ScrapeCollisions.code { return true }
    return finding.severity == .warning && shared.clusters.contains { introduced[$0]?.contains(finding) ?? false }
  }

  /// The summary's lines: how many findings there are, of what weight, and what the build did to them. What is merely
  /// good to know is left to `check`.
  ///
  /// - Parameter total: how many clusters were built.
  func lines(of total: Int) -> [String] {
    let words = zip(report.clusters, fixed.clusters).compactMap { cluster, fixed -> (name: String, words: String)? in
      let news = introduced[cluster.name] ?? []
      let parts = [
        ("", cluster.findings), ("new: ", cluster.findings.filter(news.contains)), ("fixed: ", fixed.findings),
      ].map { ($0, $1.filter { $0.severity != .info }) }.filter { !$1.isEmpty }
      guard !parts.isEmpty else { return nil }
      return (cluster.name, parts.map { $0 + $1.countWords }.joined(separator: "; "))
    }
    let lines = ClusterLines(of: total).lines("findings", words)
    return lines.isEmpty ? [] : lines + ["monigen check tells them"]
  }
}
