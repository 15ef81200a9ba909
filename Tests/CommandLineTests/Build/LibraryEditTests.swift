import Foundation
import Testing

@Suite("monigen build after an edit of a library")
struct LibraryEditTests {
  /// A cluster with a library of one's own and a bundled one.
  private struct Project {
    let workspace: Workspace
    static let mixin = "own/team/mixin.libsonnet"

    init() throws {
      workspace = try Workspace(copyingProject: ["libsonnet"])
      try workspace.write("release: v0.17.0\nlibraryPath: [own, libsonnet]\n", to: "monigen.yaml")
      try workspace.write(
        "provider: kubeadm\nkubernetes: \"1.33\"\nlibraries: { team: true, velero: true }\n", to: "clusters/alpha.yaml")
      try workspace.write(
        """
        {
          _config+:: { limit: 3, namespace: 'team' },
          local rule = { alert: 'Slow', expr: 'up < %d' % $._config.limit },
          prometheusAlerts+:: { groups+: [{ name: 'team', rules: [rule] }] },
          grafanaDashboards+:: { 'team.json': { title: 'Team' } },
        }
        """, to: Self.mixin)
    }

    /// Builds with a cache of the project's own and gives what it tells besides its report.
    func build(_ arguments: String...) async throws -> String {
      let outcome = try await workspace.run(
        ["build"] + arguments, environment: ["XDG_CACHE_HOME": workspace.folder.appending(path: "cache").path])
      try #require(outcome.status == 0, "\(outcome.errors)")
      return outcome.errors
    }

    /// The targets that a build evaluates.
    func evaluated() async throws -> [String] {
      let table = try TimingsTable(try await build("--timings"))
      return table.names.filter { $0 != "all" && table.counts($0).first != "0" }
    }
  }

  @Test(
    "what is not in its summary concerns nothing but its own target",
    arguments: [("'up < %d'", "'up <= %d'"), ("limit: 3", "limit: 4"), ("title: 'Team'", "title: 'Our team'")])
  func expression(old: String, new: String) async throws {
    let project = try Project()
    _ = try await project.build()
    try project.workspace.edit(Project.mixin, replacing: old, with: new)
    #expect(try await project.evaluated() == ["libraries", "team"])
    #expect(try await project.evaluated() == [])
  }

  @Test(
    "what is in its summary concerns who asks for it",
    arguments: [
      ("'Slow'", "'Slower'"),
      ("'team.json'", "'teams.json'"),
      ("namespace: 'team'", "namespace: 'shop'"),
      ("limit: 3", "limit: 3, size: 3"),
    ])
  func summary(old: String, new: String) async throws {
    let project = try Project()
    _ = try await project.build()
    try project.workspace.edit(Project.mixin, replacing: old, with: new)
    // The operator and the exporters have nothing to do with libraries.
    #expect(try await project.evaluated() == ["libraries", "stack", "dashboards", "team", "velero"])
  }

  @Test("--explain names the summaries")
  func explain() async throws {
    let project = try Project()
    _ = try await project.build()
    try project.workspace.edit(Project.mixin, replacing: "'Slow'", with: "'Slower'")
    let reason = "variable summaries of libraries differs from the nearest known result"
    #expect(try await project.build("--explain", "stack") == "alpha: stack was evaluated: \(reason)\n")
    try project.workspace.edit(Project.mixin, replacing: "'up < %d'", with: "'up <= %d'")
    #expect(
      try await project.build("--explain", "libraries")
        == "alpha: libraries was evaluated: file own/team/mixin.libsonnet changed\n")
  }

  @Test("what is wrong with it is told once, and repaired it is built again")
  func fault() async throws {
    let project = try Project()
    _ = try await project.build()
    let tree = try project.workspace.tree("generated")
    try project.workspace.edit(Project.mixin, replacing: "alert: 'Slow'", with: "alert: error 'no name'")
    let outcome = try await project.workspace.monigen("build")
    #expect(outcome.status == 2)
    #expect(outcome.errors.components(separatedBy: "error: no name").count == 2, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("own/team/mixin.libsonnet:3:"), "\(outcome.errors)")
    try project.workspace.edit(Project.mixin, replacing: "error 'no name'", with: "'Slow'")
    #expect(try await project.evaluated() == [])
    #expect(try project.workspace.tree("generated") == tree)
  }
}
