import Checks
import Diagnostics
import Fleet
import UpgradeReport

extension CheckReport {
  /// Checks each build by itself, as many at a time as there are processors.
  ///
  /// - Parameter metrics: what the Prometheus of the builds has; nil where that is not known.
  /// - Throws: a `DiagnosticList` or a `Diagnostic` where the objects of a build cannot be read, or no build finds
  ///   anything of its own among the metrics.
  init(_ builds: [ReferencedCluster], metrics: MetricList?) async throws {
    let reader = QueryReader()
    let results = try await ConcurrentMap.run(builds) { build in
      let objects = try await build.objects()
      guard !objects.objects.entries.isEmpty else {
        throw Diagnostic(
          "there are no Kubernetes objects in '\(build.name)': nothing was checked",
          hint: "name clusters, or a folder of manifests such as generated/NAME")
      }
      let (cluster, isOfUse) = Cluster.checked(build.name, objects, metrics, reader)
      return (cluster: cluster, isOfUse: isOfUse, diagnostics: objects.diagnostics)
    }
    // Everything would be missing, everywhere.
    if let metrics, !results.isEmpty, !results.contains(where: \.isOfUse) { throw metrics.foreign }
    self.init(clusters: results.map(\.cluster))
    diagnostics = results.flatMap(\.diagnostics).inFileOrder()
  }
}

extension CheckReport.Cluster {
  /// What was found in a build, and whether the list of metrics has any of its metrics.
  fileprivate static func checked(
    _ name: String, _ objects: ClusterObjects, _ metrics: MetricList?, _ reader: QueryReader
  ) -> (cluster: Self, isOfUse: Bool) {
    let check = BuildCheck(objects.objects, reading: reader)
    let findings = check.findings()
    var cluster = Self(name: name, findings: objects.origins?.locating(findings) ?? findings)
    guard let metrics else { return (cluster, true) }
    let missing = MissingMetric.all(of: check, in: metrics, components: objects.components)
    cluster.missingMetrics = missing
    cluster.findings = (cluster.findings + MissingMetric.findings(missing, in: metrics.file)).gravestFirst
    return (cluster, MissingMetric.isOfUse(metrics, to: check, missing: missing))
  }
}
