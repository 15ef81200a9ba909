import ArgumentParser
import Checks
import Fleet
import Foundation
import Glibc
import Platform
import UpgradeReport

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for what cannot work in the builds of clusters: rules, dashboards, monitors, alert routes.",
    discussion: """
      Clusters are named, matched by a glob ('aws-*') or picked by a label ('env=prod'); without any, all are checked.
      An argument with a slash is a folder of manifests: './manifests', 'generated/aws-prod'.
      Exit codes: 0 nothing that --fail-on names, which is not what is merely good to know; 1 findings; 2 trouble.
      See docs/checking.md.
      """)

  @Argument(help: ArgumentHelp("Names, globs or labels of clusters; folders of manifests.", valueName: "cluster"))
  var selection: [String] = []

  @OptionGroup var stack: StackOptions

  @Option(
    help: ArgumentHelp(
      "Look for what the builds need beyond these metrics: a file of names, or Prometheus' answer; '-' reads input.",
      valueName: "file"))
  var metrics: String?

  @Option(help: "What to print: text or json.")
  var format = OutputFormat.text

  @Option(help: "What makes the exit code 1: any, warning, breaking or never.")
  var failOn = FailurePolicy.warning

  @OptionGroup var jobs: JobsOption

  @Flag(help: "Print everything at once, also on a terminal.")
  var noPager = false

  func validate() throws {
    if !stack.overrides.isEmpty, let folder = selection.first(where: { $0.contains("/") }) {
      throw ValidationError("--release and --stack are for clusters: the folder '\(folder)' is as it is")
    }
  }

  func run() async throws {
    let metrics = try metrics.map(Self.list)
    let workspace = try CommandWorkspace.for(selection)
    let progress = BuildProgress()
    defer { progress.end() }
    let pipeline = BuildPipeline(
      project: workspace.project, settings: workspace.settings, options: options, pool: Console.pool,
      observer: progress.observer)
    let builds = try await ReferenceResolver(pipeline: pipeline).builds(of: selection)
    progress.end()
    var report = try await CheckReport(builds, metrics: metrics)
    SuppressionList(workspace.settings, today: .today).apply(to: &report)
    Console.report(report.diagnostics)
    try Pager.print(text(of: report), isPaged: !noPager)
    if failOn.fails(report) { throw ExitStatus.differences }
  }

  private static func list(_ path: String) throws -> MetricList {
    guard path == "-" else { return try MetricList(try LocalFiles.read(path, shownAs: path), file: path) }
    return try MetricList([UInt8](FileHandle.standardInput.readDataToEndOfFile()), file: "<stdin>")
  }

  private var options: BuildPipeline.Options {
    var options = BuildPipeline.Options()
    options.overrides = stack.overrides
    options.jobs = jobs.jobs
    return options
  }

  private func text(of report: CheckReport) -> String {
    switch format {
    case .text:
      var renderer = CheckTextRenderer()
      renderer.options.color = Console.isColored(STDOUT_FILENO)
      renderer.options.width = Console.width ?? renderer.options.width
      return renderer.render(report)
    case .json: return JSONRenderer().render(report)
    }
  }
}
