import Diagnostics
import ValueTree

/// The cluster whose variables tests are evaluated with.
struct TestCluster {
  let project: Project
  let settings: Settings
  let pool: WorkerPool

  /// What a plain cluster has to say: a control plane of its own, which makes the fewest rules go, and a Kubernetes
  /// that fits the release.
  private func plain(_ overrides: Object) -> Object {
    let named = overrides["release"]?.string.flatMap(Release.init) ?? settings.release
    let minors = (named ?? Release.known.last)?.kubernetesMinors ?? Release.known.last?.kubernetesMinors
    return ["provider": "kubeadm", "kubernetes": .string("1.\(minors?.upperBound ?? 30)")]
  }

  /// The named cluster, or a plain one, with variables that the command line sets.
  ///
  /// - Throws: a `Diagnostic` or a `DiagnosticList` where there is no such cluster, or its variables are wrong.
  func load(_ name: String?, overrides: Object) async throws -> Cluster {
    let loader = ClusterLoader(project: project, settings: settings, overrides: overrides) { requests in
      await pool.evaluate(requests, limits: settings.evaluationLimits, jobs: 1)
    }
    guard let name else { return try loader.plain(plain(overrides)) }
    let loaded = try await loader.load([ClusterSelector(name)])
    guard loaded.failed.isEmpty else { throw DiagnosticList(loaded.diagnostics) }
    guard let cluster = loaded.clusters.first, loaded.clusters.count == 1 else {
      throw Diagnostic("'\(name)' picks \(loaded.clusters.count) clusters", hint: "name one cluster")
    }
    return cluster
  }
}
