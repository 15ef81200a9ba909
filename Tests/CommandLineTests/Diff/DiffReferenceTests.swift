import Foundation
import Testing

@Suite("monigen diff: references")
struct DiffReferenceTests {
  @Test("nothing differs from what was just built and committed")
  func same() throws {
    let outcome = try GitProject().diff()
    #expect(outcome.status == 0)
    #expect(outcome.output == "previous -> current, 2 clusters\n\nno differences\n")
    #expect(outcome.errors.isEmpty)
  }

  @Test("an edited cluster file is compared with what HEAD has, whatever is on disk")
  func previous() throws {
    let project = try GitProject()
    try project.shrinkAlpha()
    for _ in 0..<2 {
      let outcome = try project.diff("--only", "objects")
      #expect(outcome.status == 1)
      #expect(outcome.output.hasPrefix("previous -> current, 2 clusters\n"))
      #expect(outcome.output.contains("- ConfigMap monitoring/config-3"))
      // The second time with the new tree on disk, and not committed.
      try project.project.build()
    }
    try project.commit("second")
    #expect(try project.diff().status == 0)
  }

  @Test("a work tree that is in pieces does not matter to what is committed")
  func dirty() throws {
    let project = try GitProject()
    try project.project.write("<<<<<<< HEAD\n", to: "generated/alpha/app-config1.yaml")
    try project.git("rm", "-q", "-r", "--cached", "generated/beta")
    #expect(try project.diff("git:HEAD", "previous").status == 0)
  }

  @Test("a revision is a commit, a branch or a tag; it is the trees that count there, not their sources")
  func revision() throws {
    let project = try GitProject()
    try project.git("tag", "v1")
    try project.shrinkAlpha()
    // The sources of this commit would give another tree than it has.
    try project.commit("sources alone")
    for revision in ["git:HEAD", "git:v1", "git:main", try "git:" + project.git("rev-parse", "HEAD")] {
      let outcome = try project.diff(revision, "previous")
      #expect(outcome.status == 0, "\(revision): \(outcome.output)\(outcome.errors)")
    }
    try project.project.build()
    try project.commit("trees")
    let outcome = try project.diff("git:HEAD~1", "git:HEAD")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("ConfigMap monitoring/config-3"))
  }

  @Test("clusters that came and went")
  func clusters() throws {
    let project = try GitProject()
    try project.project.write("provider: aws\nkubernetes: \"1.34\"\nsize: 1\n", to: "clusters/gamma.yaml")
    try project.project.remove("clusters/beta.yaml")
    let outcome = try project.diff()
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("+ cluster gamma: only in current\n- cluster beta: only in previous\n"))
    let gone = try project.diff("--cluster", "beta")
    #expect(gone.status == 1)
    #expect(gone.output.contains("- cluster beta: only in previous\n"))
    #expect(!gone.output.contains("gamma"))
  }

  @Test("--cluster takes names, globs and labels, on both sides")
  func selection() throws {
    let project = try GitProject()
    try project.shrinkAlpha()
    #expect(try project.diff("--cluster", "beta").output.hasPrefix("previous -> current, cluster beta\n"))
    #expect(try project.diff("--cluster", "a*").status == 1)
    #expect(try project.diff("--cluster", "env=test").status == 0)
    #expect(try project.diff("git:HEAD", "previous", "--cluster", "env=prod").output.contains("cluster alpha"))
    let both = try project.diff("--cluster", "beta", "--cluster", "alpha")
    #expect(both.output.hasPrefix("previous -> current, 2 clusters\n"))
    let none = try project.diff("git:HEAD", "previous", "--cluster", "gamma")
    #expect(none.status == 2)
    #expect(none.errors.contains("error: there is no cluster 'gamma'"))
  }

  @Test("outside of git the previous trees are those on disk")
  func outside() throws {
    let project = try SmallProject()
    let first = try project.monigen("diff")
    #expect(first.status == 1)
    #expect(first.output.contains("+ cluster alpha: only in current"))
    try project.build()
    #expect(try project.monigen("diff").status == 0)
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 2")
    #expect(try project.monigen("diff").status == 1)
    let revision = try project.monigen("diff", "git:HEAD")
    #expect(revision.status == 2)
    #expect(revision.errors.contains("is in no git repository"))
  }

  @Test("where HEAD has no trees, those on disk count and a note says so")
  func notCommitted() throws {
    let project = try GitProject()
    try project.git("rm", "-q", "-r", "--cached", "generated")
    try project.git("commit", "-q", "-m", "no trees")
    let outcome = try project.diff()
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("note: git's HEAD has nothing in 'generated': compared with the trees on disk"))
    let revision = try project.diff("git:HEAD")
    #expect(revision.status == 2)
    #expect(revision.errors.contains("error: there is no tree of a cluster in 'generated' at git:HEAD"))
  }

  @Test("a project in a subfolder of the repository, and from a subfolder of the project")
  func subfolder() throws {
    let project = try GitProject(below: "fleet/monitoring")
    try project.shrinkAlpha()
    let folder = project.project.folder.appending(path: "clusters")
    let outcome = try Binary.run(["diff", "git:HEAD"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("ConfigMap monitoring/config-3"))
  }

  @Test(
    "a revision that there is not is told",
    arguments: [
      (["git:nope"], "error: git knows no commit 'nope' here"),
      (["git:HEAD~7"], "error: git knows no commit 'HEAD~7' here"),
      (["git:HEAD^{tree}"], "error: git knows no commit 'HEAD^{tree}' here"),
      (["--base", "nope"], "error: git knows no commit 'nope' here"),
      (["git:"], "error: 'git:' needs a revision of git"),
      (["git:--help"], "error: '--help' is no revision of git"),
      (["--base=-q"], "error: '-q' is no revision of git"),
      (["git:HEAD:generated"], "error: 'HEAD:generated' is no revision of git"),
      (["curent"], "hint: did you mean 'current'?"),
      (["v9.99", "v9.98"], "error: "),
      (["a", "b", "c"], "Error: at most two references"),
      (["--base", "main", "a", "b"], "Error: --base is FROM"),
      (["--only", "alert"], "Error: 'alert' is no section"),
    ])
  func trouble(arguments: [String], message: String) throws {
    let project = try GitProject()
    let outcome = try Binary.run(["diff"] + arguments, in: project.project.folder)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("without the git program nothing is taken for what git has", arguments: ["previous", "git:HEAD"])
  func withoutGit(reference: String) throws {
    let fleet = try GitProject()
    try fleet.shrinkAlpha()
    let outcome = try fleet.diff(reference, environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("git cannot be started") && outcome.errors.contains("install git"), "\(outcome.errors)")
  }
}
