import Checks
import Diagnostics
import Fleet
import UpgradeReport

extension CheckReport {
  /// Checks each build by itself, as many at a time as there are processors.
  ///
  /// - Parameter metrics: what the Prometheus of the builds has; nil where that is not known.
  /// - Throws: a `DiagnosticList` or a `Diagnostic` where the objects of a build cannot be read.
  init(_ builds: [ReferencedCluster], metrics: MetricList?) async throws {
    let results = try await ConcurrentMap.run(builds) { build in
      let objects = try await build.objects()
      guard !objects.objects.entries.isEmpty else {
        throw Diagnostic(
          "there are no Kubernetes objects in '\(build.name)': nothing was checked",
          hint: "name clusters, or a folder of manifests such as generated/NAME")
      }
      return (cluster: Cluster(build.name, objects, metrics), diagnostics: objects.diagnostics)
    }
    self.init(clusters: results.map(\.cluster))
    diagnostics = results.flatMap(\.diagnostics).inFileOrder()
  }
}

extension CheckReport.Cluster {
  fileprivate init(_ name: String, _ objects: ClusterObjects, _ metrics: MetricList?) {
    let check = BuildCheck(objects.objects)
    let findings = check.findings()
    self.init(name: name, findings: objects.origins?.locating(findings) ?? findings)
    guard let metrics else { return }
    let missing = MissingMetric.all(of: check, in: metrics, components: objects.components)
    missingMetrics = missing
    self.findings = (self.findings + MissingMetric.findings(missing, in: metrics.file)).gravestFirst
  }
}
