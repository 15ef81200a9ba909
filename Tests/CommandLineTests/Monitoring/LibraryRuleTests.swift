import Foundation
import Testing
import ValueTree
import YAML

/// The unit tests of rules that lie beside the libraries and the embedded stack, run with promtool.
///
/// A folder of tests expects `rules.yaml` beside it: made of the mixin with its defaults, or with the `config.json` that
/// lies in the folder. Everything happens in a copy, never in the checkout.
@Suite("Unit tests of rules", .enabled(if: Promtool.isInstalled, "\(Promtool.missing)"))
struct LibraryRuleTests {
  /// Every folder with tests, relative to libsonnet/: `velero/tests`, `velero/tests/own-limits`.
  private static let folders: [String] = {
    let root = Workspace.project.appending(path: "libsonnet")
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    let tests = files.filter { $0.hasSuffix(".test.yaml") }
    return Set(tests.map { String($0.prefix(upTo: $0.lastIndex(of: "/") ?? $0.endIndex)) }).sorted()
  }()

  private static let libraryFolders = folders.filter { !$0.hasPrefix("stack/") }

  /// A mixin's groups as a file of rules.
  private static let program = """
    function(mixin, config)
      local all = mixin { _config+:: config };
      local groups(field) = if std.objectHasAll(all, field) then std.get(all[field], 'groups', []) else [];
      { groups: groups('prometheusAlerts') + groups('prometheusRules') }
    """

  @Test("every library has tests")
  func complete() throws {
    let root = Workspace.project.appending(path: "libsonnet")
    let libraries = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { name in
      FileManager.default.fileExists(atPath: root.appending(path: "\(name)/mixin.libsonnet").path)
    }
    #expect(libraries.sorted() == Set(Self.libraryFolders.map { String($0.prefix { $0 != "/" }) }).sorted())
    #expect(Self.folders.contains("stack/tests"))
  }

  @Test("the tests of a library pass", arguments: libraryFolders)
  func library(folder: String) throws {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    let config = workspace.exists("libsonnet/\(folder)/config.json") ? "import 'libsonnet/\(folder)/config.json'" : "{}"
    let name = folder.prefix { $0 != "/" }
    let rules = "libsonnet/\(folder)/rules.yaml"
    let outcome = try workspace.monigen(
      "render", "-J", "libsonnet", "-o", rules, "--tla-code", "mixin=import '\(name)/mixin.libsonnet'",
      "--tla-code", "config=\(config)", "-e", Self.program)
    try #require(outcome.status == 0, "\(outcome.errors)")
    try check(folder, workspace)
  }

  @Test("the tests of the embedded stack pass")
  func stack() throws {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("release: v0.17\n", to: "monigen.yaml")
    try workspace.write("provider: kubeadm\nkubernetes: '1.34'\n", to: "clusters/plain.yaml")
    let outcome = try workspace.monigen("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let tree = try BuiltCluster(workspace.folder.appending(path: "generated/plain"))
    let groups = tree["PrometheusRule"].flatMap { $0.value["spec"]?["groups"]?.array ?? [] }
    try workspace.write(YAMLWriter.write(["groups": .array(groups)]), to: "libsonnet/stack/tests/rules.yaml")
    try check("stack/tests", workspace)
  }

  private func check(_ folder: String, _ workspace: Workspace) throws {
    let place = workspace.folder.appending(path: "libsonnet/\(folder)")
    let tests = try FileManager.default.contentsOfDirectory(atPath: place.path).filter { $0.hasSuffix(".test.yaml") }
    #expect(!tests.isEmpty)
    let syntax = try Promtool.complaint("check", "rules", files: ["rules.yaml"], in: place)
    #expect(syntax == nil)
    let complaint = try Promtool.complaint("test", "rules", files: tests.sorted(), in: place)
    #expect(complaint == nil)
  }
}
