import ArgumentParser
import Diagnostics
import Fleet
import Foundation
import Vendoring

struct Vendor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring kube-prometheus releases and other Jsonnet packages, pinned and verified.",
    discussion: """
      'monigen vendor v0.17' brings the newest v0.17 with the versions that upstream's own lock names. Without a \
      release, everything that vendor.lock.json and the project's jsonnetfile.json name is brought. docs/vendoring.md \
      has more.
      """)

  @Argument(help: ArgumentHelp("Releases, as v0.17 or v0.17.0.", valueName: "release"))
  var releases: [String] = []

  @Flag(help: "Write and fetch nothing; exit 1 and name the files that are not as the locks say.")
  var check = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Take a folder, or a repository URL, in place of a package below vendor/.", valueName: "path=dir"))
  var replace: [String] = []

  func validate() throws {
    for release in releases where Release(release) == nil {
      throw ValidationError("'\(release)' is no release; write one like v0.17 or v0.17.0")
    }
    if check && !replace.isEmpty { throw ValidationError("--check compares with the locks: it takes no --replace") }
  }

  func run() throws {
    let progress = VendorProgress()
    defer { progress.end() }
    do {
      let workspace = try CommandWorkspace()
      var job = try job(workspace)
      job.observer = progress.observer
      if check { return try runCheck(job) }
      let report = try job.run(releases: releases)
      progress.end()
      Console.report(report.warnings.map { Diagnostic($0, severity: .warning) })
      try Console.result(report.outcomes.map(Self.lines).joined(separator: "\n"))
    } catch let problem as VendorProblem {
      progress.end()
      throw problem.diagnostic
    } catch let problems as VendorProblems {
      progress.end()
      throw DiagnosticList(problems.all.map(\.diagnostic))
    }
  }

  private func job(_ workspace: CommandWorkspace) throws -> VendorJob {
    let root = workspace.project.root
    let vendor = workspace.settings.vendor
    let current = FileManager.default.currentDirectoryPath
    let settled = try vendor.replace.sorted { $0.key < $1.key }.map {
      try Replacement(path: $0.key, source: $0.value, base: root, root: root)
    }
    let given = try replace.map { try Replacement(parsing: $0, base: current, root: root) }
    return VendorJob(
      root: root, releasesFolder: vendor.directory, source: vendor.source, replacements: settled + given,
      cache: workspace.settings.cacheFolder(
        of: workspace.project, environment: ProcessInfo.processInfo.environment))
  }

  private func runCheck(_ job: VendorJob) throws {
    let differences = try job.check(releases: releases)
    guard !differences.isEmpty else { return try Console.result("as the locks say") }
    try Console.result(differences.map { "\($0.kind.rawValue): \($0.path)" }.joined(separator: "\n"))
    throw ExitStatus.differences
  }

  /// `releases/v0.17.0: 25 packages, commit 0123456789ab` and below it what stands in the place of packages.
  private static func lines(of outcome: VendorJob.Outcome) -> String {
    let place = outcome.folder == "." ? "vendor" : outcome.folder
    let commit = outcome.commit.map { ", commit \($0.prefix(12))" } ?? ""
    let state = outcome.isChanged ? "" : ", unchanged"
    let packages = outcome.packages == 1 ? "1 package" : "\(outcome.packages) packages"
    let head = "\(place): \(packages)\(commit)\(state)"
    return ([head] + outcome.replaced.map { "  replaced \($0)" }).joined(separator: "\n")
  }
}
