import Kubernetes

extension BuildPipeline {
  /// What an evaluation gave, as the objects of its cluster.
  ///
  /// - Parameter index: shared by the clusters of one run.
  func objects(of build: EvaluatedCluster, index: CodeIndex) -> ClusterObjects {
    let collected = ObjectSet.collect(build.manifests.map { ($0.manifest.value, nil) })
    var objects = ClusterObjects(objects: collected.set, diagnostics: collected.diagnostics)
    for manifest in build.manifests {
      for reference in manifest.references { objects.components[reference] = manifest.manifest.component }
    }
    objects.origins = RuleOrigins(
      of: build.cluster, importedFiles: build.importedFiles, project: project, settings: settings, index: index)
    return objects
  }
}
