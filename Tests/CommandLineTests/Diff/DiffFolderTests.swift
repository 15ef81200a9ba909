import Foundation
import Testing

@Suite("monigen diff: folders of manifests")
struct DiffFolderTests {
  private static func config(_ name: String, _ value: String = "1") -> String {
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: \(name)\n  namespace: monitoring\ndata:\n  key: \"\(value)\"\n"
  }

  @Test("two folders need no project, and file names mean nothing")
  func noProject() throws {
    let workspace = try Workspace()
    try workspace.write(Self.config("one") + "---\n" + Self.config("two"), to: "old/all.yaml")
    try workspace.write(Self.config("two"), to: "new/b/two.yaml")
    try workspace.write(Self.config("one"), to: "new/a/one.yml")
    let same = try workspace.monigen("diff", "old", "new")
    #expect(same.status == 0)
    #expect(same.output == "old -> new, cluster manifests\n\nno differences\n")
    try workspace.write(Self.config("one", "2"), to: "new/a/one.yml")
    let outcome = try workspace.monigen("diff", "old", "new", "--full")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("ConfigMap monitoring/one"))
    #expect(outcome.output.contains("data.key"))
    let alone = try workspace.monigen("diff", "old")
    #expect(alone.status == 2)
    #expect(alone.errors.contains("there is no monigen.yaml"))
  }

  @Test("a folder named like a release is written with a slash")
  func ambiguous() throws {
    let workspace = try Workspace()
    try workspace.write(Self.config("one"), to: "v0.13/one.yaml")
    try workspace.write(Self.config("two"), to: "previous/two.yaml")
    let outcome = try workspace.monigen("diff", "./v0.13", "./previous")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("./v0.13 -> ./previous, cluster manifests\n"))
    #expect(try workspace.monigen("diff", "v0.13", "./previous").status == 2)
  }

  @Test("the trees of a fleet are its clusters; one tree matches the cluster of its name")
  func trees() throws {
    let project = try SmallProject()
    try project.build()
    try project.build("--output", "elsewhere")
    let all = try project.monigen("diff", "elsewhere")
    #expect(all.status == 0)
    #expect(all.output == "elsewhere -> current, 2 clusters\n\nno differences\n")
    let one = try project.monigen("diff", "elsewhere/alpha", "current")
    #expect(one.status == 0)
    #expect(one.output == "elsewhere/alpha -> current, cluster alpha\n\nno differences\n")
    try FileManager.default.moveItem(
      at: project.folder.appending(path: "elsewhere/alpha"), to: project.folder.appending(path: "live"))
    let unknown = try project.monigen("diff", "live")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("hint: pick one with --cluster: alpha, beta"))
    #expect(try project.monigen("diff", "live", "--cluster", "alpha").status == 0)
  }

  @Test("subfolders that are no trees, beside those that are, are named in a warning")
  func strangers() throws {
    let project = try SmallProject()
    try project.build()
    for folder in ["old/deep", "team", "docs", ".hidden"] {
      let file = "generated/\(folder)/" + (folder == "docs" ? "read.md" : "one.yaml")
      try FileManager.default.createDirectory(
        at: project.folder.appending(path: file).deletingLastPathComponent(), withIntermediateDirectories: true)
      try project.write(Self.config("one"), to: file)
    }
    let warning = """
      warning: not looked at in ./generated: old, team, without the monigen.lock.json that a cluster's tree has
        hint: name a folder by itself to look at it: ./generated/old

      """
    let diff = try project.monigen("diff", "./generated")
    #expect(diff.status == 0)
    #expect(diff.errors == warning)
    let check = try project.monigen("check", "./generated")
    #expect(check.output.hasPrefix("2 clusters checked"))
    #expect(check.errors == warning)
    #expect(try project.monigen("check", "./generated/team").errors.isEmpty)
  }

  @Test("a link cannot show what is outside of the folder")
  func link() throws {
    let workspace = try Workspace()
    try workspace.write("password: secret\n", to: "secret.yaml")
    try workspace.write(Self.config("one"), to: "new/one.yaml")
    try workspace.write(Self.config("one"), to: "old/one.yaml")
    try workspace.link("new/two.yaml", to: "../secret.yaml")
    let outcome = try workspace.monigen("diff", "old", "new")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("new/two.yaml: error: the link leads out of the folder that is read"))
    #expect(!outcome.errors.contains("password"))
  }

  @Test("hostile manifests are an error or left out with a warning, never a crash")
  func hostile() throws {
    let workspace = try Workspace()
    try workspace.write(Self.config("one"), to: "old/one.yaml")
    for (name, text) in [
      ("scalar", "just text\n"), ("list", "- 1\n- 2\n"), ("nameless", "apiVersion: v1\nkind: ConfigMap\n"),
      ("twice", Self.config("one") + "---\n" + Self.config("one", "2")), ("empty", "---\n---\n"),
    ] {
      try workspace.write(text, to: "new/\(name).yaml")
    }
    let outcome = try workspace.monigen("diff", "old", "new")
    #expect(outcome.status == 1)
    for name in ["scalar", "list", "nameless", "twice"] { #expect(outcome.errors.contains("new/\(name).yaml: warning:")) }
    try workspace.write(String(repeating: "[", count: 100_000), to: "new/deep.yaml")
    try workspace.write("a: &a [*a]\n", to: "new/cycle.yaml")
    try workspace.write("\u{0}\u{1}", to: "new/binary.yaml")
    let broken = try workspace.monigen("diff", "old", "new")
    #expect(broken.status == 2)
    for name in ["deep", "cycle", "binary"] { #expect(broken.errors.contains("new/\(name).yaml:")) }
    #expect(!broken.wasSignalled)
  }
}
