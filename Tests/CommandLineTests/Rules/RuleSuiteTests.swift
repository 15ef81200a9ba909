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

  private func check(_ suite: RuleSuite) async throws {
    #expect(!suite.units.isEmpty)
    let workspace = try Workspace()
    let file = suite.rules.file()
    try workspace.write(JSONWriter.compact(file), to: "rules.yaml")
    let syntax = try Promtool.complaint("check", "rules", files: ["rules.yaml"], in: workspace.folder)
    #expect(syntax == nil)
    let complaint = try await Promtool.complaint(rules: file, units: suite.units)
    #expect(complaint == nil)
  }
}
