import Foundation
import Testing
import ValueTree

/// The unit tests of rules that lie beside the libraries and the embedded stack, run with promtool.
@Suite("Unit tests of rules", .enabled(if: Promtool.isInstalled, "\(Promtool.missing)"))
struct RuleSuiteTests {
  private static let libraryFolders = RuleSuite.folders.filter { !$0.hasPrefix("stack/") }

  @Test("every library has tests")
  func complete() throws {
    let root = Workspace.project.appending(path: "libsonnet")
    let libraries = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { name in
      FileManager.default.fileExists(atPath: root.appending(path: "\(name)/mixin.libsonnet").path)
    }
    #expect(libraries.sorted() == Set(Self.libraryFolders.map { String($0.prefix { $0 != "/" }) }).sorted())
    #expect(RuleSuite.folders.contains("stack/tests"))
  }

  @Test("the tests of a library pass", arguments: libraryFolders)
  func library(folder: String) async throws {
    try await check(RuleSuite(library: folder))
  }

  @Test("the tests of the embedded stack pass")
  func stack() async throws {
    try await check(RuleSuite.stack.get())
  }

  @Test("every rule of the embedded stack has a case of its own")
  func cases() throws {
    let suite = try RuleSuite.stack.get()
    let cases = try RuleSuite.files(in: suite.folder).filter { $0.lastPathComponent.hasSuffix(".cases.yaml") }
      .flatMap { try RuleCase.all(in: $0) }
    // Rules about what is not there have no series to vary: they stand in files for promtool.
    let names = Set(suite.rules.rules.map(\.name))
    let tested = try RuleSuite.files(in: suite.folder).filter { $0.lastPathComponent.hasSuffix(".test.yaml") }
      .flatMap { try RuleTestUnit.all(in: $0) }.reduce(into: Set<String>()) { $0.formUnion($1.mentioned(among: names)) }
    let missing = suite.rules.rules.filter { rule in
      !["InfoInhibitor", "TargetMissing", "Watchdog"].filter(tested.contains).contains(rule.name) &&
      !cases.contains { each in
        each.name == rule.name && each.labels.allSatisfy { rule.labels[$0.key]?.string == $0.value }
      }
    }
    #expect(missing.map(\.title) == [])
    let quietless = cases.filter { $0.isAlert && $0.quiet.isEmpty }.map(\.name)
    #expect(quietless == [], "alerts whose cases never stay quiet")
  }

  private func check(_ suite: RuleSuite) async throws {
    #expect(!suite.units.isEmpty)
    let workspace = try Workspace()
    let file = suite.rules.file()
    try workspace.write(JSONWriter.compact(file), to: "rules.yaml")
    let syntax = try Promtool.complaint("check", "rules", files: ["rules.yaml"], in: workspace.folder)
    #expect(syntax == nil)
    for complaint in try await suite.complaints() { Issue.record("\(suite.folder): \(complaint)") }
  }
}
