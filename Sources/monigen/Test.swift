import ArgumentParser
import Fleet
import ValueTree

struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the promtool tests of libraries against the rules as clusters get them.",
    discussion: """
      Every alert of a library needs a case in which it fires and one in which it is quiet although its series are
      there.
      Exit codes: 0 all tests hold, 1 some do not or are missing, 2 trouble.
      """)

  @Argument(help: ArgumentHelp("Names of libraries; all where there is none.", valueName: "library"))
  var libraries: [String] = []

  @Option(help: "Give computed tests (*.test.jsonnet) this cluster's settings, and take its stack and release.")
  var cluster: String?

  @OptionGroup var stack: StackOptions

  func run() async throws {
    let workspace = try CommandWorkspace()
    var options = LibraryTests.Options()
    options.libraries = libraries
    options.cluster = cluster
    options.overrides = stack.overrides
    let tests = LibraryTests(
      project: workspace.project, settings: workspace.settings, options: options, pool: Console.pool)
    let report = try await tests.run()
    try Console.result(TestSummary(report: report).text)
    if !report.isFine { throw ExitStatus.differences }
  }
}
