import ArgumentParser
import Diagnostics
import Fleet
import Foundation
import UpgradeReport
import ValueTree

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Generate the trees of clusters and print what changed.",
    discussion: """
      Clusters are named, matched by a glob ('aws-*') or picked by a label ('env=prod'); without any, all are built.
      Nothing is written when any cluster fails, unless --keep-going is given.
      """)

  @Argument(help: ArgumentHelp("Names, globs or labels of clusters.", valueName: "cluster"))
  var selection: [String] = []

  @OptionGroup var stack: StackOptions

  @Option(help: ArgumentHelp("Write the trees below this folder.", valueName: "dir"))
  var output: String?

  @Flag(help: "Write nothing; exit 1 and name the files that are not as they would be written.")
  var check = false

  @OptionGroup var jobs: JobsOption

  @Flag(help: "Use no results of earlier builds, and keep none for later ones.")
  var noCache = false

  @Flag(help: "Write the clusters that can be built where others fail.")
  var keepGoing = false

  @Flag(help: "Overwrite files that somebody edited and git does not have, or that are not monigen's and in the way.")
  var force = false

  @Flag(help: "Tell on standard error what each target cost, over all clusters.")
  var timings = false

  @Option(
    help: ArgumentHelp(
      """
      Tell on standard error why this target was evaluated or reused: libraries, stack, dashboards, operator, \
      exporters or a library.
      """,
      valueName: "target"))
  var explain: String?

  @Option(help: "What to print: text or json.")
  var format = OutputFormat.text

  func validate() throws {
    if !stack.overrides.isEmpty && output == nil {
      throw ValidationError(
        "--release and --stack need --output: in the project's own trees --check would find the difference ever after")
    }
  }

  func run() async throws {
    let workspace = try CommandWorkspace()
    let progress = BuildProgress()
    let built = BuiltClusters()
    var observer = progress.observer
    observer.onBuilt = built.add
    observer.onRefused = { report in
      // Before any target is done there is nothing to tell.
      guard !report.targets.isEmpty else { return }
      progress.end()
      tellCosts(report, workspace.project)
    }
    let pipeline = BuildPipeline(
      project: workspace.project, settings: workspace.settings, options: options,
      pool: WorkerPool(onErrors: { progress.write(String(decoding: $0, as: UTF8.self)) }), observer: observer)
    defer { progress.end() }
    let report = try await pipeline.run()
    progress.end()
    let findings = BuildFindings(
      await built.findings, suppressing: SuppressionList(workspace.settings, today: .today))
    Console.report(report.diagnostics + findings.diagnostics)
    let total = report.clusters.count
    switch format {
    case .text:
      let summary = BuildSummary(
        report: report, isCheck: check, changes: built.changes(of: total) + findings.lines(of: total))
      try Console.result(summary.text)
    case .json: try Console.result(JSONWriter(indent: 2).write(BuildSummary(report: report, isCheck: check).json))
    }
    tellCosts(report, workspace.project)
    if !report.failed.isEmpty { throw ExitStatus.trouble }
    if check && report.hasChanges { throw ExitStatus.differences }
  }

  private func tellCosts(_ report: BuildReport, _ project: Project) {
    if let explain { Console.write(BuildExplanation(target: explain, report: report, project: project).text) }
    if timings { Console.write(BuildTimings(report: report).text) }
  }

  private var options: BuildPipeline.Options {
    var options = BuildPipeline.Options()
    options.selection = selection
    options.overrides = stack.overrides
    options.output = output
    options.check = check
    options.keepGoing = keepGoing
    options.force = force
    options.usesCache = !noCache
    options.jobs = jobs.jobs
    options.explained = explain
    return options
  }
}
