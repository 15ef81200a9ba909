import Foundation
import Testing

@Suite("monigen diff --base")
struct DiffBaseTests {
  /// A repository in which main and a branch went different ways: main lost a config map of alpha, the branch has
  /// another threshold for beta.
  private static func diverged() throws -> GitProject {
    let project = try GitProject()
    try project.git("checkout", "-q", "-b", "change")
    try project.project.edit("clusters/beta.yaml", replacing: "0.1", with: "0.2")
    try project.project.build()
    try project.commit("branch")
    try project.git("checkout", "-q", "main")
    try project.shrinkAlpha()
    try project.project.build()
    try project.commit("main")
    try project.git("checkout", "-q", "change")
    return project
  }

  @Test("tells what the branch changes and nothing of what happened on main since")
  func diverged() throws {
    let project = try Self.diverged()
    let base = try project.git("merge-base", "HEAD", "main")
    let outcome = try project.diff("--base", "main", "--only", "objects")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("the merge base with main (\(base.prefix(12))) -> current, 2 clusters\n"))
    #expect(outcome.output.contains("ConfigMap monitoring/team"))
    #expect(!outcome.output.contains("config-3"))
    // Against main itself both show.
    #expect(try project.diff("git:main", "--only", "objects").output.contains("config-3"))
    // What is committed needs no evaluation.
    #expect(try project.diff("--base", "main", "previous").status == 1)
  }

  @Test("a shallow clone says what it lacks and how to get it")
  func shallow() throws {
    let project = try Self.diverged()
    let workspace = project.workspace
    let clone = workspace.folder.appending(path: "clone")
    let cloned = try Binary.run(
      URL(filePath: "/usr/bin/git"),
      ["clone", "-q", "--depth", "1", "--no-single-branch", "file://\(project.project.folder.path)", clone.path],
      in: workspace.folder)
    try #require(cloned.status == 0, "\(cloned.errors)")
    let outcome = try Binary.run(["diff", "--base", "origin/main"], in: clone)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error: this clone is shallow: the commit in which HEAD and 'origin/main' part is not in it
          hint: fetch the history: git fetch --unshallow origin; 'fetch-depth: 0' with GitHub's checkout, 'GIT_DEPTH: 0' \
        in GitLab

        """)
    let unknown = try Binary.run(["diff", "git:HEAD~1"], in: clone)
    #expect(unknown.errors.contains("git fetch --unshallow origin"))
    let fetched = try Binary.run(
      URL(filePath: "/usr/bin/git"), ["fetch", "-q", "--unshallow", "origin"], in: clone)
    try #require(fetched.status == 0, "\(fetched.errors)")
    #expect(try Binary.run(["diff", "--base", "origin/main"], in: clone).status == 1)
  }

  @Test("branches without a common commit are told as such")
  func unrelated() throws {
    let project = try GitProject()
    try project.git("checkout", "-q", "--orphan", "other")
    try project.commit("unrelated")
    let outcome = try project.diff("--base", "main")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: HEAD and 'main' have no commit in common"))
  }
}
