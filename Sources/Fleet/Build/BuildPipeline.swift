import Diagnostics
import Foundation
import Jsonnet
import Kubernetes
import Platform
import ValueTree

/// `monigen build` from the project to the trees, stage by stage:
///
///     clusters     files and schema            -> [Cluster]            (ClusterLoader)
///     targets      variables, libraries        -> [TargetRequest]      (EntryProgram)
///     evaluation   cache, worker processes     -> results              (TargetEvaluator, WorkerPool)
///     manifests    JSON, problems, names, YAML -> [ManifestFile]       (TargetResults)
///     files        one cluster's, checked      -> [TreeFile]           (ClusterFiles)
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
    /// Overwrite files with a content that is not monigen's own and that git does not have.
    public var force = false
    /// Whether results of earlier builds are used, and those of this one kept.
    public var usesCache = true
    /// Worker processes at a time; what the machine allows where nil.
    public var jobs: Int?
    /// The target whose evaluations the report is to give reasons for.
    public var explained: String?

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
    var report = BuildReport()
    do {
      try await run(&report)
    } catch {
      observer.onRefused(report)
      throw error
    }
    return report
  }

  private func run(_ report: inout BuildReport) async throws {
    let output = try OutputFolder(options.output, project: project, settings: settings)
    var clock = PhaseClock()
    let index = CodeIndex()
    let store = BuildStore(folder: cacheFolder, project: project)
    defer { store.save() }
    let inputs = BuildInputs(project: project, settings: settings, states: store.states)
    let programs = try await programs(&report)
    report.times.reading = clock.lap()
    let results = await evaluate(programs, store, &report)
    report.times.evaluating = clock.lap()
    let current = sizes(ofCurrentTreesOf: results, inputs, in: output, store)
    let changing = zip(results, current).filter { $0.1 == nil }.map(\.0)
    var made: [MadeCluster] = []
    for evaluated in await manifests(of: changing, store, &report) {
      let cluster = evaluated.cluster
      let new = report.noting(cluster.name) {
        try cluster.explaining {
          MadeCluster(
            cluster: cluster, files: try ClusterFiles(evaluated.manifests),
            record: try inputs.record(of: cluster, imported: evaluated.inputs),
            origin: inputs.origin(of: cluster, evaluated.sources),
            objects: { objects(of: evaluated, index: index) })
        }
      }
      guard let new else { continue }
      made.append(new)
      store.outlines.keep(TreeOutline(new.files.files), evaluated.results)
    }
    try stopOnFailure(report)
    try write(made, to: output, &report)
    for (result, size) in zip(results, current) {
      guard let size else { continue }
      report.note(unchanged: result.program.cluster.name, in: output.path, files: size)
    }
    if options.selection.isEmpty { report.note(orphans: try output.orphans()) }
    report.times.writing = clock.lap()
  }

  /// How many files each cluster's tree has where it is on disk, as the same results made it before; nil where not.
  private func sizes(
    ofCurrentTreesOf results: [ClusterResults], _ inputs: BuildInputs, in output: OutputFolder, _ store: BuildStore
  ) -> [Int?] {
    guard let root = try? OutputRoot(path: output.path, use: .check) else { return results.map { _ in nil } }
    return ParallelMap.run(results, jobs: jobs) { results in
      let cluster = results.program.cluster
      let writer = TreeWriter(root: root, cluster: cluster.name, cache: cacheFolder)
      let origin = inputs.origin(of: cluster, results.sources)
      if let size = writer.count(ofTreeMadeOf: origin) { return size }
      guard let outline = store.outlines.find(results.hits.map(\.digest)),
        let record = try? inputs.record(of: cluster, imported: results.inputs),
        writer.isCurrent(.init(origin: origin, files: outline.digests, record: record))
      else { return nil }
      writer.saveStamps()
      return outline.files.count
    }
  }

  /// The first four stages: the manifests of every selected cluster, in the order of names.
  ///
  /// - Throws: a `DiagnosticList` where a cluster fails, unless failed ones may be left out; a `Diagnostic` or a
  ///   `DiagnosticList` where the project itself is broken.
  public func manifests() async throws -> [(cluster: Cluster, manifests: [Manifest])] {
    var report = BuildReport()
    let store = BuildStore(folder: cacheFolder, project: project)
    defer { store.save() }
    let results = await evaluate(try await programs(&report), store, &report)
    let evaluated = await manifests(of: results, store, &report)
    try stopOnFailure(report)
    return evaluated.map { ($0.cluster, $0.manifests.map(\.manifest)) }
  }

  /// The first two stages; what fails is noted in the report.
  ///
  /// - Throws: also a `Diagnostic` where there is no target of the name that is to be explained.
  private func programs(_ report: inout BuildReport) async throws -> [Program] {
    let clusters = try await clusters(under: [options.overrides], &report)
    let programs = clusters.flatMap { self.programs($0, &report) }
    try stopOnFailure(report)
    if let name = options.explained, !programs.isEmpty {
      let all = programs.flatMap { $0.targets + ($0.summaries.map { [$0] } ?? []) }
      let known = Target.ordered(all.map(\.target.name))
      guard known.contains(name) else {
        throw Diagnostic(
          "there is no target '\(name)'", notes: [.init("known: " + known.joined(separator: ", "))],
          hint: Suggestion.nearest(to: name, in: known).map { "did you mean '\($0)'?" })
      }
    }
    return programs
  }

  /// The first stage, once for each of several sets of overrides; what fails is noted in the report.
  func clusters(under variants: [Object], _ report: inout BuildReport) async throws -> [[Cluster]] {
    let loader = ClusterLoader(project: project, settings: settings) {
      await pool.evaluate($0, limits: settings.evaluationLimits, jobs: jobs)
    }
    let loaded = try await loader.load(options.selection.map(ClusterSelector.init), under: variants)
    for set in loaded {
      report.diagnostics += set.diagnostics.filter { !report.diagnostics.contains($0) }
      report.failed += set.failed.filter { !report.failed.contains($0) }
    }
    try stopOnFailure(report)
    return loaded.map(\.clusters)
  }

  private struct MadeCluster {
    var cluster: Cluster
    var files: ClusterFiles
    var record: BuildRecord
    /// All that the tree is made of.
    var origin: Digest
    /// All objects, collected when they are asked for.
    var objects: () -> ClusterObjects

    var expected: TreeWriter.Expected {
      TreeWriter.Expected(
        origin: origin, files: Dictionary(files.files.map { ($0.path, $0.digest) }) { first, _ in first },
        record: record)
    }
  }

  /// Throws what failed so far; with `keepGoing` the other clusters go on.
  func stopOnFailure(_ report: BuildReport) throws {
    guard !report.failed.isEmpty, !options.keepGoing else { return }
    throw DiagnosticList(report.diagnostics)
  }

  /// The last stage: every tree is planned before the first is written.
  private func write(_ made: [MadeCluster], to folder: OutputFolder, _ report: inout BuildReport) throws {
    let root = try OutputRoot(path: folder.path, use: options.check ? .check : .write, onWait: observer.onWait)
    var plans: [(writer: TreeWriter, plan: TreePlan, expected: TreeWriter.Expected)] = []
    for cluster in made {
      let writer = TreeWriter(root: root, cluster: cluster.cluster.name, cache: cacheFolder)
      let changes: [BuildReport.Change]
      if options.check {
        let differences = try writer.check(cluster.files.files, record: cluster.record)
        changes = BuildReport.changes(of: differences, cluster.files.objects)
      } else {
        let plan = try writer.plan(cluster.files.files, record: cluster.record, force: options.force)
        report.diagnostics += plan.warnings
        plans.append((writer, plan, cluster.expected))
        changes = BuildReport.changes(of: plan, cluster.files.objects)
      }
      tell(changes, of: cluster, in: writer)
      report.clusters.append(
        .init(
          name: cluster.cluster.name, folder: "\(root.path)/\(cluster.cluster.name)",
          files: cluster.files.files.count, changes: changes))
    }
    for (writer, plan, _) in plans { try writer.execute(plan) }
    TreeWriter.settle(plans.map { ($0.writer, $0.expected) }, jobs: jobs)
  }

  /// Tells the observer of a cluster whose tree is new or changes.
  private func tell(_ changes: [BuildReport.Change], of cluster: MadeCluster, in writer: TreeWriter) {
    let changed = changes.filter { $0.kind != .record }
    let paths = Set(changed.map(\.path))
    let isNew = paths.count == cluster.files.files.count && changed.allSatisfy { $0.kind == .added }
    guard let onBuilt = observer.onBuilt, !paths.isEmpty else { return }
    var built = BuiltCluster(name: cluster.cluster.name, objects: cluster.objects())
    if !isNew {
      let old = writer.contents(of: paths.sorted())
      let new = cluster.files.files.filter { paths.contains($0.path) }
      if let from = try? ManifestFiles.objects(of: old.map { .init(name: $0.path, bytes: $0.contents) }),
        let to = try? ManifestFiles.objects(of: new.map { .init(name: $0.path, bytes: $0.contents) })
      {
        built.changed = BuiltCluster.Changed(from: from.objects, to: to.objects)
      }
    }
    onBuilt(built)
  }
}

extension Settings {
  /// The limits of one evaluation for a build.
  public var evaluationLimits: Fleet.Limits {
    Fleet.Limits(time: limits.time ?? .seconds(120), memory: limits.memory)
  }
}
