import ArgumentParser
import Diagnostics
import Fleet
import UpgradeReport
import ValueTree

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what differs between two builds: objects, alerts, rules, images, permissions, what breaks.",
    discussion: """
      FROM and TO are each one of:

        v0.17            every cluster evaluated with this release
        current          every cluster evaluated as it is
        previous         the trees as git's HEAD has them; outside of git those on disk
        git:REV          the trees as a commit, branch or tag has them
        FOLDER           a folder of manifests, or of clusters' trees; write ./v0.17 for a folder of such a name

      Without TO it is 'current', without FROM 'previous'. Exit codes: 0 no difference, 1 differences by --fail-on,
      2 trouble. See docs/reviewing-upgrades.md.
      """)

  @Argument(help: ArgumentHelp("What to compare: FROM, then TO.", valueName: "reference"))
  var references: [String] = []

  @Option(help: ArgumentHelp("Compare with the commit in which HEAD and this revision part.", valueName: "rev"))
  var base: String?

  @Option(help: ArgumentHelp("Names, globs or labels of clusters; may be given again.", valueName: "cluster"))
  var cluster: [String] = []

  @Option(help: "What to print: text, markdown or json.")
  var format = ReportFormat.text

  @Flag(help: "Every change with its values, cosmetic ones too.")
  var full = false

  @Option(help: ArgumentHelp("Show only these sections: \(ReportSection.list).", valueName: "section,…"))
  var only: String?

  @Option(help: "What makes the exit code 1: any, warning, breaking or never.")
  var failOn = FailurePolicy.any

  @Option(name: .shortAndLong, help: ArgumentHelp("Write the report to this file.", valueName: "file"))
  var output: String?

  @Option(help: "Evaluate with this stack instead of each cluster's own.")
  var stack: String?

  @OptionGroup var jobs: JobsOption

  @Flag(help: "Print everything at once, also on a terminal.")
  var noPager = false

  func validate() throws {
    guard references.count <= (base == nil ? 2 : 1) else {
      throw ValidationError(base == nil ? "at most two references" : "--base is FROM: only TO can be given besides")
    }
    if let stack, Stack(rawValue: stack) == nil {
      let stacks = Stack.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(stack)' is no stack; choose one of \(stacks)")
    }
    _ = try sections()
  }

  func run() async throws {
    let (from, to) = try sides()
    let isAboutFolders = [from, to].allSatisfy { if case .folder = $0 { true } else { false } }
    let workspace = try isAboutFolders ? CommandWorkspace.optional() : CommandWorkspace()
    let progress = BuildProgress()
    defer { progress.end() }
    var options = BuildPipeline.Options()
    options.selection = cluster
    if let stack { options.overrides["stack"] = .string(stack) }
    options.jobs = jobs.jobs
    let pipeline = BuildPipeline(
      project: workspace.project, settings: workspace.settings, options: options, pool: Console.pool,
      observer: progress.observer)
    let comparison = try await ReferenceResolver(pipeline: pipeline).compare(from, to)
    progress.end()
    var report = try await UpgradeReport(comparison)
    SuppressionList(workspace.settings, today: .today).apply(to: &report, isWhole: cluster.isEmpty)
    Console.report(report.diagnostics)
    let printer = ReportPrinter(
      format: format, isFull: full, sections: try sections(), output: output, isPaged: !noPager)
    try printer.print(report)
    if failOn.fails(report) { throw ExitStatus.differences }
  }

  private func sides() throws -> (from: Reference, to: Reference) {
    var given = try references.map(Reference.init)[...]
    let from = try base.map(Reference.base) ?? given.popFirst()
    return (from ?? .previous, given.popFirst() ?? .current)
  }

  private func sections() throws -> Set<ReportSection> {
    Set(
      try (only ?? "").split(separator: ",").map { name in
        guard let section = ReportSection(rawValue: String(name)) else {
          throw ValidationError("'\(name)' is no section; choose of \(ReportSection.list)")
        }
        return section
      })
  }
}

extension FailurePolicy: ExpressibleByArgument {}

extension ReportSection {
  /// All names, for help texts.
  fileprivate static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
