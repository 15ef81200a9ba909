import Diagnostics
import Foundation
import Jsonnet
import Kubernetes
import ValueTree

/// `monigen build` from the project to the trees, stage by stage:
///
///     clusters     files and schema            -> [Cluster]            (ClusterLoader)
///     requests     variables, libraries        -> [EvaluationRequest]  (EntryProgram)
///     evaluation   worker processes            -> [EvaluationOutput]   (WorkerPool)
///     manifests    JSON, problems              -> [Manifest]           (EvaluatedCluster)
///     files        names, YAML                 -> [TreeFile]           (ClusterFiles)
///     trees        what is on disk             -> TreePlan, then disk  (TreeWriter)
///
/// Nothing is written before every cluster came through all stages but the last, unless failed clusters may be skipped.
public struct BuildPipeline: Sendable {
  /// What the command line says about one build.
  public struct Options: Sendable {
    /// Names, globs and labels; all clusters where empty.
    public var selection: [String] = []
    /// Variables that the command line sets, as `release`.
    public var overrides: Object = [:]
    /// The folder of all trees; the project's own where nil.
    public var output: String?
    /// Write nothing, only compare.
    public var check = false
    /// Build the clusters that can be built where others fail.
    public var keepGoing = false
    /// Overwrite edited files that git does not have.
    public var force = false
    /// Worker processes at a time; what the machine allows where nil.
    public var jobs: Int?

    /// A build of all clusters into the project's own folder, which stops where one fails.
    public init() {}
  }

  /// The fleet's folder, which relative paths of the settings count from.
  public var project: Project
  /// What the project's `monigen.yaml` says.
  public var settings: Settings
  /// What the command line says.
  public var options: Options
  /// What evaluates the clusters' programs.
  public var pool: WorkerPool
  /// Who is told how far the build is.
  public var observer: BuildObserver

  /// A build that has not begun: nothing is read before `run()` or `manifests()`.
  public init(
    project: Project, settings: Settings, options: Options, pool: WorkerPool, observer: BuildObserver
  ) {
    self.pool = pool
    self.observer = observer
    self.project = project
    self.settings = settings
    self.options = options
  }

  /// Runs all stages.
  ///
  /// - Throws: a `DiagnosticList` where nothing was written because of it.
  public func run() async throws -> BuildReport {
    let output = try OutputFolder(options.output, project: project, settings: settings)
    var report = BuildReport()
    let evaluated = try await evaluated(&report)
    let made = evaluated.compactMap { cluster, manifests, importedFiles in
      report.noting(cluster.name) { try cluster.explaining { try make(cluster, manifests, importedFiles) } }
    }
    for (cluster, manifests, _) in evaluated { report.noteCollisions(in: manifests, of: cluster) }
    try stopOnFailure(report)
    try write(made, to: output, &report)
    if options.selection.isEmpty { report.note(orphans: try output.orphans()) }
    return report
  }

  /// The first four stages: the manifests of every selected cluster, in the order of names.
  ///
  /// - Throws: a `DiagnosticList` where a cluster fails, unless failed ones may be left out; a `Diagnostic` or a
  ///   `DiagnosticList` where the project itself is broken.
  public func manifests() async throws -> [(cluster: Cluster, manifests: [Manifest])] {
    var report = BuildReport()
    let evaluated = try await evaluated(&report)
    try stopOnFailure(report)
    return evaluated.map { ($0.cluster, $0.manifests) }
  }

  typealias Evaluated = (cluster: Cluster, manifests: [Manifest], importedFiles: [String])

  /// Stages up to the manifests; what fails is noted in the report.
  private func evaluated(_ report: inout BuildReport) async throws -> [Evaluated] {
    let clusters = try await clusters(under: [options.overrides], &report)
    let programs = clusters.flatMap { self.programs($0, &report) }
    try stopOnFailure(report)
    return await evaluate(programs, &report)
  }

  /// The first stage, once for each of several sets of overrides; what fails is noted in the report.
  func clusters(under variants: [Object], _ report: inout BuildReport) async throws -> [[Cluster]] {
    let loader = ClusterLoader(project: project, settings: settings) { await evaluate($0) }
    let loaded = try await loader.load(options.selection.map(ClusterSelector.init), under: variants)
    for set in loaded {
      report.diagnostics += set.diagnostics.filter { !report.diagnostics.contains($0) }
      report.failed += set.failed.filter { !report.failed.contains($0) }
    }
    try stopOnFailure(report)
    return loaded.map(\.clusters)
  }

  /// One cluster on its way through the evaluation.
  struct Program: Sendable {
    var cluster: Cluster
    var request: EvaluationRequest
    /// What errors are to say of the circumstances, where one cluster is evaluated under several.
    var context: String?
  }

  /// The second stage; what fails is noted in the report.
  func programs(_ clusters: [Cluster], context: String? = nil, _ report: inout BuildReport) -> [Program] {
    let unvendored = VendoredReleases(project: project, settings: settings).missing(for: clusters)
    report.diagnostics += unvendored.map(\.diagnostic)
    let without = unvendored.flatMap(\.clusters)
    report.failed = Set(report.failed + without).sorted()
    return clusters.filter { !without.contains($0.name) }.compactMap { cluster in
      report.noting(cluster.name) {
        let program = EntryProgram(cluster: cluster, project: project, settings: settings)
        return Program(cluster: cluster, request: try program.request(), context: context)
      }
    }
  }

  /// The third and fourth stage; what fails is noted in the report.
  func evaluate(_ programs: [Program], _ report: inout BuildReport) async -> [Evaluated] {
    let names = programs.map(\.cluster.name)
    observer.onStart(names.count)
    let results = await evaluate(programs.map(\.request)) { [observer] index, _ in observer.onEvaluated(names[index]) }
    return zip(programs, results).compactMap { program, result in
      let cluster = program.cluster
      return report.noting(cluster.name) {
        try cluster.explaining(program.request, context: program.context) {
          let output = try result.get()
          return (cluster, try manifests(of: cluster, output), output.importedFiles)
        }
      }
    }
  }

  private func evaluate(
    _ requests: [EvaluationRequest], onFinish: @escaping @Sendable (Int, Duration) -> Void = { _, _ in }
  ) async -> [Result<EvaluationOutput, DiagnosticList>] {
    let jobs = options.jobs ?? settings.limits.jobs ?? ProcessInfo.processInfo.activeProcessorCount
    return await pool.evaluate(requests, limits: settings.evaluationLimits, jobs: jobs, onFinish: onFinish)
  }

  private func manifests(of cluster: Cluster, _ output: EvaluationOutput) throws -> [Manifest] {
    let evaluated = try EvaluatedCluster(json: output.documents.first?.text ?? "")
    let problems = evaluated.problems.map { problem in
      var diagnostic = cluster.diagnostic(
        problem.message, at: problem.path, isAboutKey: true, hint: hint(for: problem))
      if problem.isSecret { diagnostic.excerpt = nil }
      return diagnostic
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return evaluated.manifests
  }

  private struct MadeCluster {
    var cluster: Cluster
    var files: ClusterFiles
    var record: BuildRecord
  }

  private func make(_ cluster: Cluster, _ manifests: [Manifest], _ importedFiles: [String]) throws -> MadeCluster {
    let inputs = BuildInputs(project: project, settings: settings)
    return MadeCluster(
      cluster: cluster, files: try ClusterFiles(manifests),
      record: try inputs.record(of: cluster, importedFiles: importedFiles))
  }

  /// Throws what failed so far; with `keepGoing` the other clusters go on.
  func stopOnFailure(_ report: BuildReport) throws {
    guard !report.failed.isEmpty, !options.keepGoing else { return }
    throw DiagnosticList(report.diagnostics)
  }

  private func hint(for problem: EvaluatedCluster.Problem) -> String? {
    guard case .key(let name)? = problem.path.steps.last else { return nil }
    return Suggestion.hint(for: name, in: problem.known)
  }

  /// The last stage: every tree is planned before the first is written.
  private func write(_ made: [MadeCluster], to folder: OutputFolder, _ report: inout BuildReport) throws {
    let root = try OutputRoot(path: folder.path, use: options.check ? .check : .write, onWait: observer.onWait)
    var plans: [(writer: TreeWriter, plan: TreePlan)] = []
    for cluster in made {
      let writer = TreeWriter(root: root, cluster: cluster.cluster.name)
      let changes: [BuildReport.Change]
      if options.check {
        let differences = try writer.check(cluster.files.files, record: cluster.record)
        changes = BuildReport.changes(of: differences, cluster.files.objects)
      } else {
        let plan = try writer.plan(cluster.files.files, record: cluster.record, force: options.force)
        report.diagnostics += plan.warnings
        plans.append((writer, plan))
        changes = BuildReport.changes(of: plan, cluster.files.objects)
      }
      tell(changes, of: cluster, in: writer)
      report.clusters.append(
        .init(
          name: cluster.cluster.name, folder: "\(root.path)/\(cluster.cluster.name)",
          files: cluster.files.files.count, changes: changes))
    }
    for (writer, plan) in plans { try writer.execute(plan) }
  }

  /// Tells the observer what changes in a tree that was there before, from the files that change alone.
  private func tell(_ changes: [BuildReport.Change], of cluster: MadeCluster, in writer: TreeWriter) {
    let changed = changes.filter { $0.kind != .record }
    let paths = Set(changed.map(\.path))
    let isNew = paths.count == cluster.files.files.count && changed.allSatisfy { $0.kind == .added }
    guard let onChange = observer.onChange, !paths.isEmpty, !isNew else { return }
    let old = writer.contents(of: paths.sorted())
    let new = cluster.files.files.filter { paths.contains($0.path) }
    guard let from = try? ManifestFiles.objects(of: old.map { .init(name: $0.path, bytes: $0.contents) }),
      let to = try? ManifestFiles.objects(of: new.map { .init(name: $0.path, bytes: $0.contents) })
    else { return }
    onChange(cluster.cluster.name, from.objects, to.objects)
  }
}

extension Settings {
  /// The limits of one evaluation for a build.
  public var evaluationLimits: Fleet.Limits {
    Fleet.Limits(time: limits.time ?? .seconds(120), memory: limits.memory)
  }
}
