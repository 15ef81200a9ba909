import Diagnostics
import Foundation
import Jsonnet
import Platform

/// From clusters to their manifests.
extension BuildPipeline {
  /// One cluster on its way through the evaluation.
  struct Program: Sendable {
    var cluster: Cluster
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

  /// What the evaluation of a cluster gave.
  struct EvaluatedCluster: Sendable {
    var cluster: Cluster
    /// In the order of component and object names.
    var manifests: [ManifestFile]
    /// The absolute real paths of the files that its targets imported, sorted.
    var importedFiles: [String]
  }

  /// Worker processes at a time.
  var jobs: Int { options.jobs ?? settings.limits.jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The second stage; what fails is noted in the report.
  func programs(_ clusters: [Cluster], context: String? = nil, _ report: inout BuildReport) -> [Program] {
    let unvendored = VendoredReleases(project: project, settings: settings).missing(for: clusters)
    report.diagnostics += unvendored.map(\.diagnostic)
    let without = unvendored.flatMap(\.clusters)
    report.failed = Set(report.failed + without).sorted()
    return clusters.filter { !without.contains($0.name) }.compactMap { cluster in
      report.noting(cluster.name) {
        let program = EntryProgram(cluster: cluster, project: project, settings: settings)
        return Program(cluster: cluster, targets: try program.targets(), context: context)
      }
    }
  }

  /// The third and fourth stage; what fails is noted in the report.
  func evaluate(_ programs: [Program], _ states: FileStates, _ report: inout BuildReport) async -> [EvaluatedCluster] {
    let outcomes = await outcomes(of: programs, states)
    var results = TargetResults()
    return zip(programs, outcomes).compactMap { program, outcomes in
      let cluster = program.cluster
      return report.noting(cluster.name) {
        try cluster.explaining(program.targets.first?.program.evaluation, context: program.context) {
          let hits = try Self.hits(outcomes)
          return EvaluatedCluster(
            cluster: cluster, manifests: try Self.manifests(of: cluster, hits, &results),
            importedFiles: Set(hits.flatMap { $0.trace.inputs.files.map(\.path) }).sorted())
        }
      }
    }
  }

  /// What became of every target of every program.
  private func outcomes(of programs: [Program], _ states: FileStates) async -> [[TargetEvaluator.Outcome]] {
    let requests = programs.flatMap(\.targets)
    let clusters = programs.flatMap { program in program.targets.map { _ in program.cluster.name } }
    let progress = ClusterProgress(clusters: clusters, observer: observer)
    let folder = options.usesCache ? settings.cacheFolder(of: project, environment: environment) : nil
    let evaluator = TargetEvaluator(
      cache: TargetCache(folder: folder, states: states), jobs: jobs,
      evaluate: { await pool.evaluate($0, limits: settings.evaluationLimits, jobs: jobs) },
      onFinish: { index, _ in progress.finish(index) })
    var rest = await evaluator.outcomes(requests)[...]
    return programs.map { program in
      defer { rest = rest.dropFirst(program.targets.count) }
      return Array(rest.prefix(program.targets.count))
    }
  }

  private var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The results where all targets have one; else every error once: what is wrong with main.libsonnet is wrong with
  /// every target.
  private static func hits(_ outcomes: [TargetEvaluator.Outcome]) throws -> [TargetCache.Hit] {
    var errors: [Diagnostic] = []
    for case .failure(let list) in outcomes { errors += list.all.filter { !errors.contains($0) } }
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    return try outcomes.map { try $0.get() }
  }

  /// The manifests of all targets of a cluster, in the order of component and object names.
  private static func manifests(
    of cluster: Cluster, _ hits: [TargetCache.Hit], _ results: inout TargetResults
  ) throws -> [ManifestFile] {
    let contents = try hits.map { try results.contents(of: $0) }
    let problems = contents.flatMap(\.problems).map { problem in
      var diagnostic = cluster.diagnostic(
        problem.message, at: problem.path, isAboutKey: true, hint: hint(for: problem))
      if problem.isSecret { diagnostic.excerpt = nil }
      return diagnostic
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return contents.flatMap(\.manifests).sorted {
      ($0.manifest.component, $0.manifest.object) < ($1.manifest.component, $1.manifest.object)
    }
  }

  private static func hint(for problem: EvaluatedTarget.Problem) -> String? {
    guard case .key(let name)? = problem.path.steps.last else { return nil }
    return Suggestion.hint(for: name, in: problem.known)
  }
}
