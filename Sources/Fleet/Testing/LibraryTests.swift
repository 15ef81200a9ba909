import Diagnostics
import Foundation
import Jsonnet
import ValueTree

/// `monigen test`: the promtool tests of libraries, run against the rules as clusters get them.
///
///     cluster      its variables, or a plain cluster   -> Cluster              (TestCluster)
///     programs     the stack's rules, each folder's    -> [EvaluationRequest]  (TestProgram)
///     rules        the library's, and what they need   -> RuleFile             (RuleFile)
///     tests        *.test.yaml, *.test.jsonnet         -> [TestFile]
///     promtool     one run per file, more on failure   -> LibraryTestReport
public struct LibraryTests: Sendable {
  /// What the command line says.
  public struct Options: Sendable {
    /// The libraries to test; where empty, all, with `cluster` those that it has switched on.
    public var libraries: [String] = []
    /// The cluster whose settings the tests get; nil: a plain cluster with each library's defaults.
    public var cluster: String?
    /// Variables that the command line sets, as `release`.
    public var overrides: Object = [:]

    /// The tests of all libraries, with their defaults.
    public init() {}
  }

  let project: Project
  let settings: Settings
  let options: Options
  let pool: WorkerPool

  /// A run that has not begun: nothing is read before `run()`.
  public init(project: Project, settings: Settings, options: Options, pool: WorkerPool) {
    self.project = project
    self.settings = settings
    self.options = options
    self.pool = pool
  }

  /// Evaluates and tests.
  ///
  /// - Throws: a `Diagnostic` or a `DiagnosticList` where nothing could be tested: promtool is missing, a library is
  ///   unknown, rules or tests cannot be evaluated or are no tests. What failed in them is in the report.
  public func run() async throws -> LibraryTestReport {
    let promtool = try Promtool.find()
    let cluster = try await TestCluster(project: project, settings: settings, pool: pool).load(
      options.cluster, overrides: options.overrides)
    let libraries = try chosen(of: cluster)
    let folders = try libraries.flatMap { try TestFolder.all(of: $0, in: project) }
    let program = TestProgram(cluster: cluster, project: project, settings: settings, isOwn: options.cluster != nil)
    let requests = try [program.stack()] + folders.map(program.folder)
    let results = try await evaluate(requests)
    let stack = RuleFile.groups(of: results[0])
    let units = try zip(folders, results.dropFirst()).flatMap { folder, result in
      try TestUnit.all(of: folder, result, stack: stack, project: project)
    }
    let outcomes = try promtool.run(units, jobs: jobs)
    return LibraryTestReport(
      stack: cluster.stack, release: cluster.release, cluster: options.cluster,
      libraries: libraries.map { library in
        .init(library.name, zip(units, outcomes).filter { $0.0.folder.library == library })
      })
  }

  private var jobs: Int { settings.limits.jobs(asked: nil) }

  private func evaluate(_ requests: [EvaluationRequest]) async throws -> [Value] {
    let results = await pool.evaluate(requests, limits: settings.evaluationLimits, jobs: jobs)
    var problems: [Diagnostic] = []
    var values: [Value] = []
    for result in results {
      switch result {
      case .success(let output):
        values.append(try JSONReader.read(output.documents.first?.text ?? "null", file: "<test>"))
      case .failure(let error): problems += error.all
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return values
  }

  /// The libraries to test, in the order of their names.
  private func chosen(of cluster: Cluster) throws -> [Library] {
    let all = try Library.all(in: settings.libraryPath, of: project)
    let enabled = Set(cluster.variables["libraries"]?.object?.keys ?? [])
    guard !options.libraries.isEmpty else {
      return options.cluster == nil ? all : all.filter { enabled.contains($0.name) }
    }
    let named = Set(options.libraries)
    let known = all.map(\.name)
    var problems: [Diagnostic] = []
    for name in named.sorted() {
      if !known.contains(name) {
        problems.append(
          Diagnostic("there is no library '\(name)'", hint: Suggestion.hint(for: name, in: known)))
      } else if let wanted = options.cluster, !enabled.contains(name) {
        problems.append(Diagnostic("the cluster '\(wanted)' does not have the library '\(name)' switched on"))
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return all.filter { named.contains($0.name) }
  }
}
