import Foundation
import Testing

@Suite("monigen build over edited trees")
struct BuildEditTests {
  private static let file = "generated/alpha/app-config1.yaml"
  private static let lock = "generated/alpha/monigen.lock.json"

  @Test("an edited file is overwritten with a warning where git has the edit")
  func editedInGit() throws {
    let project = try SmallProject()
    try project.build()
    let wanted = try project.read(Self.file)
    try project.write(wanted + "# edited\n", to: Self.file)
    try project.commit()
    let outcome = try project.monigen("build")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: generated/alpha: overwrote 1 file that is not as monigen wrote it; git has what was there"))
    #expect(outcome.errors.contains(Self.file))
    #expect(try project.read(Self.file) == wanted)
    #expect(try project.monigen("build").errors.isEmpty)
  }

  @Test("an edited file is refused where nothing has the edit, and --force overwrites it")
  func editedOutsideGit() throws {
    let project = try SmallProject()
    try project.build()
    let wanted = try project.tree()
    try project.write("mine\n", to: Self.file)
    let edited = try project.tree()
    let refused = try project.monigen("build")
    #expect(refused.status == 2)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("error: generated/alpha: 1 file that is not as monigen wrote it, and git cannot give back what is there"))
    #expect(refused.errors.contains(Self.file) && refused.errors.contains("--force"))
    #expect(try project.tree() == edited)
    let forced = try project.monigen("build", "--force")
    #expect(forced.status == 0)
    #expect(forced.output.contains("  ~ \(Self.file)  ConfigMap monitoring/config-1\n"))
    #expect(try project.tree() == wanted)
  }

  @Test("without a record nothing tells who wrote a file: it is refused in these words, and --force overwrites it")
  func unrecorded() throws {
    let project = try SmallProject()
    try project.build()
    let wanted = try project.tree()
    try project.write("mine\n", to: Self.file)
    try project.remove(Self.lock)
    let refused = try project.monigen("build")
    #expect(refused.status == 2)
    #expect(
      refused.errors == """
        error: generated/alpha: 1 file that differs from what monigen writes (monigen.lock.json, which would tell who \
        wrote it, is missing or damaged), and git cannot give back what is there
          \(Self.file)
          hint: bring the record back from git, or commit or remove the files; --force overwrites them

        """)
    #expect(try project.read(Self.file) == "mine\n")
    #expect(try project.monigen("build", "--force").status == 0)
    #expect(try project.tree() == wanted)
  }

  @Test("a file of somebody else's is left alone, refused where it is in the way, and --force overwrites it")
  func foreign() throws {
    let project = try SmallProject()
    try project.build()
    try project.write("theirs\n", to: "generated/alpha/notes.txt")
    let new = "generated/alpha/app-config4.yaml"
    try project.write("mine\n", to: new)
    #expect(try project.monigen("build", "--force").errors.isEmpty)
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 4")
    let refused = try project.monigen("build")
    #expect(refused.status == 2)
    #expect(
      refused.errors == """
        \(new): error: cannot write app.config4: a file that monigen did not write is in the way
          hint: move it away or remove it, then build again; --force overwrites it

        """)
    let forced = try project.monigen("build", "--force")
    #expect(forced.status == 0)
    #expect(
      forced.errors == """
        warning: generated/alpha: overwrote 1 file that monigen did not write
          \(new)

        """)
    #expect(try project.read("generated/alpha/notes.txt") == "theirs\n")
  }

  @Test("an edit that is only in the working tree is refused inside git too")
  func editedAfterCommit() throws {
    let project = try SmallProject()
    try project.build()
    try project.commit()
    try project.write("mine\n", to: Self.file)
    #expect(try project.monigen("build").status == 2)
    #expect(try project.read(Self.file) == "mine\n")
  }

  @Test("nothing at all is written where one tree has an edit that would be lost")
  func allOrNothing() throws {
    let project = try SmallProject()
    try project.build()
    try project.write("mine\n", to: "generated/beta/app-config1.yaml")
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 4")
    let tree = try project.tree()
    #expect(try project.monigen("build").status == 2)
    #expect(try project.tree() == tree)
    #expect(try project.build("alpha").contains("1 added, 1 changed"), "the tree next to it is free")
  }

  @Test("a file that is gone is written again")
  func removedByHand() throws {
    let project = try SmallProject()
    try project.build()
    let tree = try project.tree()
    try project.remove(Self.file)
    #expect(try project.build().hasPrefix("generated/alpha: 5 files, 1 added\n"))
    #expect(try project.tree() == tree)
  }

  @Test(
    "a damaged record never blocks a build",
    arguments: ["", "{", "null", "[]", "\u{0}\u{1}\u{2}", "{\"schema\": 99}", #"{"files": {"../../x": "00"}}"#, "missing"])
  func damaged(record: String) throws {
    let project = try SmallProject()
    try project.build()
    let tree = try project.tree()
    if record == "missing" { try project.remove(Self.lock) } else { try project.write(record, to: Self.lock) }
    #expect(try project.monigen("build", "--check").status == 1)
    let outcome = try project.monigen("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.tree() == tree)
  }

  @Test("a record with merge conflicts never blocks a build, and the files of both sides are monigen's")
  func conflict() throws {
    let project = try SmallProject()
    try project.build()
    let ours = try project.read(Self.lock)
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 5")
    try project.build()
    let theirs = try project.read(Self.lock)
    try project.edit("clusters/alpha.yaml", replacing: "size: 5", with: "size: 2")
    try project.write("<<<<<<< HEAD\n\(ours)=======\n\(theirs)>>>>>>> branch\n", to: Self.lock)
    let outcome = try project.monigen("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let reference = try SmallProject()
    try reference.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 2")
    try reference.build()
    #expect(try project.tree() == reference.tree())
  }

  @Test("manifests with merge conflicts of git are overwritten")
  func conflictInManifest() throws {
    let project = try SmallProject()
    try project.build()
    try project.commit()
    let git = { (arguments: String...) in
      try Binary.run(
        URL(filePath: "/usr/bin/git"), ["-c", "user.name=test", "-c", "user.email=test@example.com"] + arguments,
        in: project.folder)
    }
    _ = try git("checkout", "-q", "-b", "branch")
    try project.edit("clusters/beta.yaml", replacing: "0.1", with: "0.2")
    try project.build()
    try project.commit()
    _ = try git("checkout", "-q", "-")
    try project.edit("clusters/beta.yaml", replacing: "0.1", with: "0.3")
    try project.build()
    try project.commit()
    #expect(try git("merge", "branch").status == 1)
    #expect(try project.read("generated/beta/team-config.yaml").contains("<<<<<<< "))
    try project.write(
      "provider: aws\nkubernetes: \"1.34\"\nlabels: { env: test }\nlibraries:\n  team: { threshold: 0.4 }\n",
      to: "clusters/beta.yaml")
    let outcome = try project.monigen("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.read("generated/beta/team-config.yaml").contains("threshold: 0.4\n"))
    #expect(try project.monigen("build", "--check").status == 0)
  }

  @Test("what a killed build left behind goes, and is no change")
  func leftovers() throws {
    let project = try SmallProject()
    try project.build()
    let tree = try project.tree()
    try project.write("half", to: "generated/alpha/.monigen-1-1.tmp")
    try project.write("half", to: "generated/alpha/setup/.monigen-1-2.tmp")
    try project.write(try project.read(Self.lock), to: "generated/alpha/.monigen-pending.json")
    #expect(try project.build("alpha") == "generated/alpha: 5 files, unchanged\n")
    #expect(try project.tree() == tree)
  }
}
