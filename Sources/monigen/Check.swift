import ArgumentParser
import Diagnostics
import Fleet
import Glibc
import UpgradeReport

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look for what cannot work in the builds of clusters: rules, dashboards, monitors, alert routes.",
    discussion: """
      Clusters are named, matched by a glob ('aws-*') or picked by a label ('env=prod'); without any, all are checked.
      An argument with a slash is a folder of manifests: './manifests', 'generated/aws-prod'.
      Exit codes: 0 nothing but what is good to know, 1 warnings or what breaks, 2 trouble. See docs/checking.md.
      """)

  @Argument(help: ArgumentHelp("Names, globs or labels of clusters; folders of manifests.", valueName: "cluster"))
  var selection: [String] = []

  @OptionGroup var stack: StackOptions

  @Option(help: "What to print: text or json.")
  var format = OutputFormat.text

  @Option(name: .shortAndLong, help: "Worker processes at a time.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number above 0") }
  }

  func run() async throws {
    let isAboutFolders = !selection.isEmpty && selection.allSatisfy(ReferenceResolver.isFolder)
    let workspace = try isAboutFolders ? CommandWorkspace.optional() : CommandWorkspace()
    let progress = BuildProgress()
    defer { progress.end() }
    let pipeline = BuildPipeline(
      project: workspace.project, settings: workspace.settings, options: options, pool: Console.pool,
      observer: progress.observer)
    let builds = try await ReferenceResolver(pipeline: pipeline).builds(of: selection)
    progress.end()
    var report = try await CheckReport(builds)
    SuppressionList(workspace.settings, today: .today).apply(to: &report)
    Console.report(report.diagnostics)
    try Console.result(text(of: report), terminator: "")
    if report.isAlarming { throw ExitStatus.differences }
  }

  private var options: BuildPipeline.Options {
    var options = BuildPipeline.Options()
    options.overrides = stack.overrides
    options.jobs = jobs
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
