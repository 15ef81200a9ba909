import Checks
import Kubernetes
import SemanticDiff

/// What applying the new build to a cluster that runs the old one will bring: what the API server refuses, what stops
/// working, what stays behind.
///
///     ApplyForecast.findings(match: match, changes: cluster.objects, images: cluster.images)
///     // [breaking immutable-field Service monitoring/grafana spec.clusterIP …, …]
///
/// Every code is described in docs/findings.md.
public enum ApplyForecast {
  /// The findings of one cluster, gravest first; within a severity by code, object and path. A build that is compared
  /// with itself has none.
  ///
  /// - Parameters:
  ///   - match: which objects the two builds have in common.
  ///   - changes: what differs, as the report tells it.
  ///   - images: the images that differ, as the report tells them.
  public static func findings(match: ObjectMatch, changes: ObjectChanges, images: [ImageChange]) -> [Finding] {
    let upgrade = Upgrade(match: match, changes: changes, images: images)
    return concerns.flatMap { $0(upgrade) }.sorted(by: precedes)
  }

  /// One file each.
  private static let concerns: [@Sendable (Upgrade) -> [Finding]] = [
    ImmutableFields.findings, RemovedObjects.findings, ApplySize.findings, DefinitionVersions.findings,
    SchemaViolations.findings, NarrowedDefinitions.findings, AccessEscalation.findings, PodSecurity.findings,
    ServiceSelectors.findings, MajorVersions.findings, ClaimTemplates.findings,
  ]

  private static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    if a.severity != b.severity { return a.severity < b.severity }
    if a.code != b.code { return a.code < b.code }
    if let x = a.object, let y = b.object, x != y { return x < y }
    if (a.object == nil) != (b.object == nil) { return a.object == nil }
    return (a.path ?? "", a.message) < (b.path ?? "", b.message)
  }
}
