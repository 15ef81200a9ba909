import Checks
import Diagnostics
import Kubernetes

/// What checks have to say about what was built.
extension BuildReport {
  /// Adds a warning for each pair of endpoints whose series collide; what is said of another cluster already only gets
  /// a note that names this one, too.
  mutating func noteCollisions(in manifests: [Manifest], of cluster: Cluster) {
    let objects = ObjectSet.collect(manifests.map { ($0.value, nil) }).set
    for finding in ScrapeCollisions.findings(in: objects) {
      let place = [finding.object.map(\.description), finding.path].compactMap { $0 }.joined(separator: ": ")
      note(
        Diagnostic(
          "\(place): \(finding.message)", severity: .warning,
          notes: finding.notes + [Diagnostic.Note("in the cluster of", at: SourceLocation(file: cluster.file))],
          hint: finding.hint))
    }
  }
}
