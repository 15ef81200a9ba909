import ArgumentParser
import Diagnostics
import Fleet
import ValueTree

struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what the project has.",
    subcommands: [
      ListClusters.self, ListComponents.self, ListLibraries.self, ListMetrics.self, ListReleases.self,
      ListSchema.self,
    ],
    defaultSubcommand: ListClusters.self)
}

/// What the lists about clusters have in common.
struct ClusterListOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Names, globs or labels of clusters.", valueName: "cluster"))
  var selection: [String] = []

  @Option(help: "What to print: text or json.")
  var format = OutputFormat.text
}

struct ListClusters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters", abstract: "The clusters and what tells them apart.")

  @OptionGroup var options: ClusterListOptions

  func run() async throws {
    let workspace = try CommandWorkspace()
    let loader = ClusterLoader(project: workspace.project, settings: workspace.settings) { requests in
      await Console.pool.evaluate(requests, limits: workspace.settings.evaluationLimits, jobs: 1)
    }
    let loaded = try await loader.load(options.selection.map(ClusterSelector.init))
    Console.report(loaded.diagnostics)
    try Console.result(Inventory.clusters(loaded.clusters).formatted(as: options.format))
    if !loaded.failed.isEmpty { throw ExitStatus.trouble }
  }
}

struct ListComponents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "components", abstract: "The components of each cluster's stack and how many manifests each has.")

  @OptionGroup var options: ClusterListOptions

  func run() async throws {
    let workspace = try CommandWorkspace()
    var build = BuildPipeline.Options()
    build.selection = options.selection
    let pipeline = BuildPipeline(
      project: workspace.project, settings: workspace.settings, options: build, pool: Console.pool,
      observer: BuildObserver(onWait: { Console.report([$0]) }))
    try Console.result(Inventory.components(await pipeline.manifests()).formatted(as: options.format))
  }
}

struct ListLibraries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "libraries", abstract: "The libraries that cluster files can switch on.")

  @Option(help: "What to print: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let workspace = try CommandWorkspace()
    let libraries = try Library.all(in: workspace.settings.libraryPath, of: workspace.project)
    try Console.result(Inventory.libraries(libraries).formatted(as: format))
  }
}

struct ListSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "The JSON Schema of cluster files, the libraries' parts included.")

  func run() throws {
    let workspace = try CommandWorkspace()
    let schema = try VariablesSchema.complete(
      libraryPath: workspace.settings.libraryPath, project: workspace.project)
    try Console.result(JSONWriter(indent: 2).write(schema))
  }
}
