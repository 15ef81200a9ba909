import Diagnostics
import Foundation
import Jsonnet
import Platform

/// From clusters to their manifests.
extension BuildPipeline {
  /// One cluster on its way through the evaluation.
  struct Program: Sendable {
    var cluster: Cluster
    /// What gives the summaries of its libraries; nil where the targets want none.
    var summaries: TargetRequest?
    /// What the summaries depend on, once they are known.
    var summaryInputs: TraceInputs?
    /// All that there is to evaluate for it, in the order in which errors are told.
    var targets: [TargetRequest]
    /// What errors are to say of the circumstances, where one cluster is evaluated under several.
    var context: String?

    /// Programs that are equal in this give equal manifests.
    struct Identity: Hashable {
      var cluster: String
      var keys: [Digest]
      var variables: [EvaluationRequest.Variable]
    }

    var identity: Identity {
      Identity(
        cluster: cluster.name, keys: targets.map(\.key), variables: targets.first?.branch.variables ?? [])
    }
  }

  /// The results of a cluster's targets.
  struct ClusterResults: Sendable {
    var program: Program
    /// In the order of the targets.
    var hits: [TargetCache.Hit]

    /// The files that were imported, sorted by path.
    var inputs: [TraceInputs.File] {
      let files = hits.flatMap(\.trace.inputs.files) + (program.summaryInputs?.files ?? [])
      return Set(files).sorted { $0.path < $1.path }
    }

    /// The digests of the results and of all inputs that they have: where these are equal, so are manifests and inputs.
    var sources: [Digest] {
      hits.flatMap { [$0.digest, $0.trace.inputs.digest] } + [program.summaryInputs?.digest].compactMap(\.self)
    }
  }

  /// What the evaluation of a cluster gave.
  struct EvaluatedCluster: Sendable {
    var cluster: Cluster
    /// In the order of component and object names.
    var manifests: [ManifestFile]
    /// The files that its targets imported, sorted by path.
    var inputs: [TraceInputs.File]
    /// The digests of the results that the manifests were read from, target by target.
    var results: [Digest]
    /// As those of `ClusterResults`.
    var sources: [Digest]

    /// The absolute real paths of the files that its targets imported, sorted.
    var importedFiles: [String] { inputs.map(\.path) }
  }

  /// Worker processes at a time.
  var jobs: Int { settings.limits.jobs(asked: options.jobs) }

  /// The second stage; what fails is noted in the report.
  func programs(_ clusters: [Cluster], context: String? = nil, _ report: inout BuildReport) -> [Program] {
    let unvendored = VendoredReleases(project: project, settings: settings).missing(for: clusters)
    report.diagnostics += unvendored.map(\.diagnostic)
    let without = unvendored.flatMap(\.clusters)
    report.failed = Set(report.failed + without).sorted()
    return clusters.filter { !without.contains($0.name) }.compactMap { cluster in
      report.noting(cluster.name) {
        let program = EntryProgram(cluster: cluster, project: project, settings: settings)
        let targets = try program.targets()
        return Program(cluster: cluster, summaries: targets.summaries, targets: targets.all, context: context)
      }
    }
  }

  /// The third stage; what fails is noted in the report.
  func evaluate(_ programs: [Program], _ store: BuildStore, _ report: inout BuildReport) async -> [ClusterResults] {
    let ahead = readAhead(programs, store)
    let programs = await summarised(programs, store, &report)
    let evaluator = evaluator(store, ahead: ahead, onProgress: observer.onProgress)
    let all = await evaluator.outcomes(programs.flatMap(\.targets))
    report.note(all, of: programs.flatMap { program in program.targets.map { (program.cluster.name, $0.target.name) } })
    var rest = all[...]
    return programs.compactMap { program in
      let outcomes = rest.prefix(program.targets.count)
      rest = rest.dropFirst(program.targets.count)
      return explained(program, &report) { ClusterResults(program: program, hits: try Self.hits(Array(outcomes))) }
    }
  }

  /// The fourth stage; what fails is noted in the report.
  func manifests(
    of clusters: [ClusterResults], _ store: BuildStore, _ report: inout BuildReport
  ) async -> [EvaluatedCluster] {
    let clusters = await found(clusters, store, &report)
    let results = TargetResults()
    // Most of the work is in results that many clusters have: all processors do it before each cluster gets its own.
    let distinct = Set(clusters.flatMap { $0.hits.map(\.digest) })
    _ = ParallelMap.run(Array(distinct), jobs: jobs) { digest in
      try? store.results.text(of: digest).map { try results.contents(of: $0, digest) }
    }
    return clusters.compactMap { cluster in
      explained(cluster.program, &report) {
        let contents = try cluster.hits.map { hit in
          try results.contents(of: store.results.text(of: hit.digest) ?? [], hit.digest)
        }
        return EvaluatedCluster(
          cluster: cluster.program.cluster, manifests: try manifests(of: cluster.program.cluster, contents, results),
          inputs: cluster.inputs, results: cluster.hits.map(\.digest),
          sources: cluster.sources)
      }
    }
  }

  /// The clusters with results that are there: what the cache names may be gone from it, or damaged, and is evaluated
  /// after all.
  private func found(
    _ clusters: [ClusterResults], _ store: BuildStore, _ report: inout BuildReport
  ) async -> [ClusterResults] {
    var found: [ClusterResults] = []
    for var cluster in clusters {
      while let lost = cluster.hits.firstIndex(where: { store.results.text(of: $0.digest) == nil }) {
        let hit = await evaluateAgain(
          cluster.program.targets[lost], lost: cluster.hits[lost], of: cluster.program, store, &report)
        guard let hit else { break }
        cluster.hits[lost] = hit
      }
      if cluster.hits.allSatisfy({ store.results.text(of: $0.digest) != nil }) { found.append(cluster) }
    }
    return found
  }

  func evaluator(
    _ store: BuildStore, ahead: ReadAhead? = nil, onProgress: @escaping @Sendable (TargetProgress) -> Void = { _ in }
  ) -> TargetEvaluator {
    TargetEvaluator(
      cache: store.results, jobs: jobs,
      evaluate: { await pool.evaluate($0, ahead: ahead, limits: settings.evaluationLimits, jobs: jobs, onBranch: $1) },
      explained: options.explained, onProgress: onProgress)
  }

  func explained<Result>(
    _ program: Program, _ report: inout BuildReport, _ work: () throws -> Result
  ) -> Result? {
    report.noting(program.cluster.name) {
      try program.cluster.explaining(program.targets.first?.program.evaluation, context: program.context, work)
    }
  }

  /// Where results outlive the run; nil for nowhere.
  var cacheFolder: String? {
    guard options.usesCache else { return nil }
    return settings.cacheFolder(of: project, environment: ProcessInfo.processInfo.environment)
  }

  /// The results where all targets have one; else every error once: what is wrong with main.libsonnet is wrong with
  /// every target.
  private static func hits(_ outcomes: [TargetEvaluator.Outcome]) throws -> [TargetCache.Hit] {
    var errors: [Diagnostic] = []
    for case .failure(let list) in outcomes.map(\.result) { errors += list.all.filter { !errors.contains($0) } }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    return try outcomes.map { try $0.result.get() }
  }

  /// The manifests of all targets of a cluster, in the order of component and object names.
  private func manifests(
    of cluster: Cluster, _ contents: [TargetResults.Contents], _ results: TargetResults
  ) throws -> [ManifestFile] {
    let problems = contents.flatMap(\.problems).map { problem in
      var diagnostic = cluster.diagnostic(
        problem.message, at: problem.path, isAboutKey: true, hint: Self.hint(for: problem))
      if problem.isSecret { diagnostic.excerpt = nil }
      return diagnostic
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return try results.manifests(of: contents)
  }

  private static func hint(for problem: EvaluatedTarget.Problem) -> String? {
    guard case .key(let name)? = problem.path.steps.last else { return nil }
    return Suggestion.hint(for: name, in: problem.known)
  }
}
