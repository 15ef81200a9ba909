import Foundation
import ValueTree

/// A folder with tests of rules, and the rules that they are for: a library's, or the embedded stack's.
struct RuleSuite: Sendable {
  /// Relative to libsonnet/: `velero/tests`, `velero/tests/own-limits`, `stack/tests`.
  let folder: String
  let rules: RuleSet
  let units: [RuleTestUnit]

  private static let root = Workspace.project.appending(path: "libsonnet")

  /// Every folder with tests.
  static let folders: [String] = {
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    let tests = files.filter { $0.hasSuffix(".test.yaml") || $0.hasSuffix(".cases.yaml") }
    return Set(tests.map { String($0.prefix(upTo: $0.lastIndex(of: "/") ?? $0.endIndex)) }).sorted()
  }()

  /// The stack's own, in the release that has every rule, with a control plane of its own.
  static let stack: Result<RuleSuite, any Error> = Result {
    try RuleSuite(folder: "stack/tests", groups: stackGroups(release: "v0.18"))
  }

  /// A library's, from its mixin with the `config.json` of the folder where there is one.
  init(library folder: String) throws {
    try self.init(folder: folder, groups: Self.groups(ofLibrary: folder))
  }

  private init(folder: String, groups: [Value]) throws {
    self.folder = folder
    rules = RuleSet(groups: groups)
    units = try Self.files(in: folder).flatMap { file in
      if file.lastPathComponent.hasSuffix(".cases.yaml") { return try RuleCase.all(in: file).flatMap(\.units) }
      guard file.lastPathComponent.hasSuffix(".test.yaml") else { return [] }
      return try RuleTestUnit.all(in: file)
    }
  }

  /// What promtool says against the rules as they are. Each test meets the rules that it looks at, and what those read:
  /// all rules over all tests would take minutes.
  func complaints() async throws -> [String] {
    let names = Set(rules.rules.map(\.name))
    let parts = Dictionary(grouping: units) { $0.mentioned(among: names).sorted() }
    return try await withThrowingTaskGroup(of: String?.self) { group in
      for (mentioned, units) in parts {
        let file = rules.file(only: mentioned.isEmpty ? nil : rules.needed(for: Set(mentioned)))
        group.addTask { try await Promtool.complaint(rules: file, units: units) }
      }
      return try await group.reduce(into: []) { found, complaint in complaint.map { found.append($0) } }.sorted()
    }
  }

  /// The files of a folder, sorted by name.
  static func files(in folder: String) throws -> [URL] {
    let place = root.appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
    return names.sorted().map { place.appending(path: $0) }
  }

  /// The groups of rules of the whole stack.
  static func stackGroups(release: String) throws -> [Value] {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("release: \(release)\n", to: "monigen.yaml")
    try workspace.write("provider: kubeadm\nkubernetes: '1.34'\n", to: "clusters/plain.yaml")
    let outcome = try workspace.monigen("build")
    guard outcome.status == 0 else { throw Refused(errors: outcome.errors) }
    let tree = try BuiltCluster(workspace.folder.appending(path: "generated/plain"))
    return tree["PrometheusRule"].flatMap { $0.value["spec"]?["groups"]?.array ?? [] }
  }

  struct Refused: Error {
    var errors: String
  }

  /// A mixin's groups as a file of rules.
  private static let program = """
    function(mixin, config)
      local all = mixin { _config+:: config };
      local groups(field) = if std.objectHasAll(all, field) then std.get(all[field], 'groups', []) else [];
      { groups: groups('prometheusAlerts') + groups('prometheusRules') }
    """

  private static func groups(ofLibrary folder: String) throws -> [Value] {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    let config = workspace.exists("libsonnet/\(folder)/config.json") ? "import 'libsonnet/\(folder)/config.json'" : "{}"
    let name = folder.prefix { $0 != "/" }
    let outcome = try workspace.monigen(
      "render", "-J", "libsonnet", "--json", "--tla-code", "mixin=import '\(name)/mixin.libsonnet'",
      "--tla-code", "config=\(config)", "-e", program)
    guard outcome.status == 0 else { throw Refused(errors: outcome.errors) }
    return try JSONReader.read(outcome.output)["groups"]?.array ?? []
  }
}
