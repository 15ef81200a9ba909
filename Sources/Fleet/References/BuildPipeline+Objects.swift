import Kubernetes

extension BuildPipeline {
  /// What an evaluation gave, as the objects of its cluster.
  ///
  /// - Parameter index: shared by the clusters of one run.
  func objects(of build: EvaluatedCluster, index: CodeIndex) -> ClusterObjects {
    let manifests = build.manifests.map(\.manifest)
    let collected = ObjectSet.collect(manifests.map { ($0.value, nil) })
    var objects = ClusterObjects(objects: collected.set, diagnostics: collected.diagnostics)
    for manifest in manifests {
      // A manifest that is no object is among the diagnostics.
      for reference in (try? manifest.objects()) ?? [] { objects.components[reference] = manifest.component }
    }
    objects.origins = RuleOrigins(
      importedFiles: build.importedFiles, project: project, settings: settings, index: index)
    return objects
  }
}
