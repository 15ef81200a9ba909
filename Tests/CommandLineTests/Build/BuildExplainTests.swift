import Foundation
import Testing

@Suite("monigen build --explain: why a target was evaluated or reused")
struct BuildExplainTests {
  /// Builds with a cache of the project's own and gives what is told about a target.
  private func explain(_ target: String, _ project: SmallProject, _ arguments: String...) async throws -> String {
    let outcome = try await Binary.run(
      ["build", "--explain", target] + arguments, in: project.folder,
      environment: ["XDG_CACHE_HOME": project.workspace.folder.appending(path: "cache").path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.errors
  }

  private func evaluated(_ reason: String) -> String { "alpha: stack was evaluated: \(reason)\n" }

  @Test("an edit is the reason of an evaluation, and without one there is none")
  func edits() async throws {
    let project = try SmallProject()
    let unknown = "no result of its program is known; it is new, or a library, an overlay or monigen is another"
    #expect(try await explain("stack", project, "alpha") == evaluated(unknown))
    let reused = "alpha: stack was reused from the cache\n"
    #expect(try await explain("stack", project, "alpha") == reused)
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 4")
    let differs = "differs from the nearest known result"
    #expect(try await explain("stack", project, "alpha") == evaluated("variable size \(differs)"))
    try project.edit("clusters/alpha.yaml", replacing: "size: 4", with: "size: 3")
    #expect(try await explain("stack", project, "alpha") == reused, "the earlier result is still known")
    try project.edit("libsonnet/main.libsonnet", replacing: "i / 2", with: "i / 4")
    #expect(try await explain("stack", project, "alpha") == evaluated("file libsonnet/main.libsonnet changed"))
    #expect(try await explain("stack", project, "alpha", "--no-cache") == evaluated(unknown))
  }

  @Test("a file that appears in front of another is a reason, and so is one that goes")
  func files() async throws {
    let project = try SmallProject()
    try project.write("'far'", to: "vendor/made.libsonnet")
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "cluster: variables.name", with: "made: import 'made.libsonnet'")
    _ = try await explain("stack", project, "alpha")
    try project.write("'near'", to: "libsonnet/made.libsonnet")
    #expect(try await explain("stack", project, "alpha") == evaluated("file libsonnet/made.libsonnet appeared"))
    try project.remove("libsonnet/made.libsonnet")
    try project.write("'farther'", to: "vendor/made.libsonnet")
    #expect(try await explain("stack", project, "alpha") == evaluated("file libsonnet/made.libsonnet is gone"))
  }

  @Test("a variable is named, its value never told")
  func values() async throws {
    let project = try SmallProject()
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "cluster: variables.name", with: "token: variables.externalLabels.token")
    let cluster = try project.read("clusters/alpha.yaml")
    for token in ["swordfish", "sesame"] {
      try project.write(cluster + "externalLabels: { token: \(token) }\n", to: "clusters/alpha.yaml")
      let text = try await explain("stack", project, "alpha", "--timings")
      #expect(!text.contains(token))
      if token == "sesame" {
        #expect(text.hasPrefix(evaluated("variable externalLabels differs from the nearest known result")))
      }
    }
  }

  @Test("a line for each cluster: who shares a result with whom, and who has no such target")
  func clusters() async throws {
    let project = try SmallProject()
    try project.write("provider: kubeadm\nkubernetes: '1.33'\n", to: "clusters/gamma.yaml")
    #expect(
      try await explain("dashboards", project) == """
        alpha: dashboards was evaluated: no result of its program is known; it is new, or a library, an overlay or monigen is another
        beta: dashboards was evaluated: no result of its program is known; it is new, or a library, an overlay or monigen is another
        gamma: dashboards is shared with alpha

        """)
    #expect(
      try await explain("team", project) == """
        alpha: has no target 'team': the library is not switched on
        beta: team was reused from the cache
        gamma: has no target 'team': the library is not switched on

        """)
  }

  /// Takes results out of the project's cache, which goes on naming them; what they depend on stays.
  private func loseResults(of project: SmallProject, having text: String) throws -> Int {
    let contents = project.workspace.folder.appending(path: "cache/monigen/evaluations/contents")
    let files = try FileManager.default.subpathsOfDirectory(atPath: contents.path)
      .map { contents.appending(path: $0) }
      .filter { FileManager.default.contents(atPath: $0.path)?.range(of: Data(text.utf8)) != nil }
    for file in files { try FileManager.default.removeItem(at: file) }
    return files.count
  }

  @Test("a build that ends with an error tells what it knows of its targets before", arguments: [true, false])
  func refused(isWriting: Bool) throws {
    let project = try SmallProject()
    if isWriting {
      try project.write("mine\n", to: "generated/alpha/app-config1.yaml")
    } else {
      try project.edit("libsonnet/main.libsonnet", replacing: "cluster: variables.name", with: "failing: error 'no'")
    }
    let outcome = try project.monigen("build", "alpha", "--explain", "stack", "--timings", "--no-cache")
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    let told = evaluated("no result of its program is known; it is new, or a library, an overlay or monigen is another")
    #expect(outcome.errors.hasPrefix(told + "TARGET "))
    let (times, error) = (outcome.errors.firstRange(of: "\nreading "), outcome.errors.firstRange(of: "error: "))
    #expect(try #require(times).upperBound < #require(error).lowerBound)
  }

  @Test("what the cache has lost is a reason")
  func lost() async throws {
    let project = try SmallProject()
    _ = try await explain("stack", project, "alpha")
    try #require(try loseResults(of: project, having: "\"components\"") == 2, "the stack's, and the same of all others")
    try project.remove("generated")
    #expect(try await explain("stack", project, "alpha") == evaluated("the cache has lost its result"))
  }

  @Test("two shares of one name may both be lost")
  func lostShares() async throws {
    let project = try SmallProject()
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "local base = {",
      with: "local base = { grafana: { dashboardDefinitions: object('ConfigMapList', 'all', {}) + "
        + "{ items: [object('ConfigMap', 'board-%d' % i, {}) for i in [1, 2]] } } } + {")
    _ = try await explain("dashboards", project, "alpha")
    try #require(try loseResults(of: project, having: "board-") == 2)
    try project.remove("generated")
    let text = try await explain("dashboards", project, "alpha", "--timings")
    let timings = text.split(separator: "\n").filter { !$0.hasPrefix("alpha: ") }
    let table = try TimingsTable(timings.joined(separator: "\n"))
    #expect(table.counts("dashboards") == ["2", "0", "0"])
    #expect(text.contains("alpha: dashboards was evaluated: the cache has lost its result\n"))
    #expect(!text.contains("reused"))
  }

  @Test(
    "a target that there is not is trouble, with the names that there are",
    arguments: [("dashbords", "\n  hint: did you mean 'dashboards'?\n"), ("nothing", "\n")])
  func unknown(name: String, end: String) throws {
    let project = try SmallProject()
    let outcome = try project.monigen("build", "--explain", name)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    let known = "stack, dashboards, operator, exporters, team"
    #expect(outcome.errors == "error: there is no target '\(name)'\n  known: \(known)\(end)")
    #expect(!project.exists("generated"))
  }
}
