import Diagnostics
import Kubernetes
import ValueTree

/// Evaluating the same clusters under several circumstances, as the two sides of a diff.
extension BuildPipeline {
  /// What is different about one evaluation of the fleet.
  struct Variant: Sendable {
    /// Variables that are stronger than any other, in place of the options' own.
    var overrides: Object
    /// What to call it in errors: `v0.13`.
    var title: String
  }

  /// The first four stages, once for each variant. The clusters' files are read once, all evaluations share the
  /// workers, and a cluster that no variant makes different is evaluated once.
  ///
  /// - Throws: as `manifests()`.
  func evaluated(_ variants: [Variant]) async throws -> [[EvaluatedCluster]] {
    guard !variants.isEmpty else { return [] }
    var report = BuildReport()
    let sets = try await clusters(under: variants.map(\.overrides), &report)
    let programs = zip(variants, sets).map { variant, clusters in
      let context = variants.count > 1 ? "evaluated for '\(variant.title)'" : nil
      return self.programs(clusters, context: context, &report)
    }
    try stopOnFailure(report)
    var places: [Program.Identity: Int] = [:]
    var distinct: [Program] = []
    for program in programs.joined() where places[program.identity] == nil {
      places[program.identity] = distinct.count
      distinct.append(program)
    }
    let store = BuildStore(folder: cacheFolder, project: project)
    defer { store.save() }
    let results = await evaluate(distinct, store, &report)
    try stopOnFailure(report)
    let evaluated = await manifests(of: results, store, &report)
    try stopOnFailure(report)
    // Without a failure there is a result for each program, in their order.
    return programs.map { programs in
      programs.compactMap { program in
        places[program.identity].map { place in
          var result = evaluated[place]
          result.cluster = program.cluster
          return result
        }
      }
    }
  }

  /// The names of the clusters that selectors pick, which may ask for labels.
  ///
  /// - Throws: as `manifests()`.
  func clusterNames(_ selectors: [ClusterSelector]) async throws -> [String] {
    var pipeline = self
    pipeline.options.selection = selectors.map(\.description)
    var report = BuildReport()
    return try await pipeline.clusters(under: [options.overrides], &report).joined().map(\.name)
  }
}
