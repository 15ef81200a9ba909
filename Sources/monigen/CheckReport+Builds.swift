import Checks
import Diagnostics
import Fleet
import UpgradeReport

extension CheckReport {
  /// Checks each build by itself, as many at a time as there are processors.
  ///
  /// - Throws: a `DiagnosticList` or a `Diagnostic` where the objects of a build cannot be read.
  init(_ builds: [ReferencedCluster]) async throws {
    let results = try await ConcurrentMap.run(builds) { build in
      let objects = try await build.objects()
      let findings = BuildCheck(objects.objects).findings()
      return (
        cluster: Cluster(name: build.name, findings: objects.origins?.locating(findings) ?? findings),
        diagnostics: objects.diagnostics
      )
    }
    self.init(clusters: results.map(\.cluster))
    diagnostics = results.flatMap(\.diagnostics).inFileOrder()
  }
}
