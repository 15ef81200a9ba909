import Foundation
import Testing

@Suite("monigen build --check")
struct BuildCheckTests {
  @Test("exits 0 where the trees are as they would be written")
  func upToDate() throws {
    let project = try SmallProject()
    try project.build()
    let outcome = try project.monigen("build", "--check")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        generated/alpha: 5 files, unchanged
        generated/beta: 4 files, unchanged
        up to date

        """)
    #expect(outcome.errors.isEmpty)
  }

  @Test("exits 1, names every file and writes nothing")
  func differences() throws {
    let project = try SmallProject()
    try project.build()
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 2")
    try project.edit("clusters/beta.yaml", replacing: "0.1", with: "0.2")
    try project.remove("generated/beta/app-config1.yaml")
    let (tree, times) = (try project.tree(), try project.times())
    let outcome = try project.monigen("build", "--check")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        generated/alpha: 4 files, 1 would be changed, 1 would be removed
          - generated/alpha/app-config3.yaml
          ~ generated/alpha/kustomization.yaml
          ~ generated/alpha/monigen.lock.json
        generated/beta: 4 files, 1 would be added, 1 would be changed
          + generated/beta/app-config1.yaml  ConfigMap monitoring/config-1
          ~ generated/beta/team-config.yaml  ConfigMap monitoring/team
          ~ generated/beta/monigen.lock.json
        changes in alpha: objects 1 removed
        changes in beta: objects 1 added, 1 changed

        """)
    #expect(try project.tree() == tree)
    #expect(try project.times() == times)
  }

  @Test("creates no folder where nothing was built yet")
  func nothingThere() throws {
    let project = try SmallProject()
    let outcome = try project.monigen("build", "--check")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("  + generated/alpha/app-config1.yaml  ConfigMap monitoring/config-1\n"))
    #expect(!project.exists("generated"))
  }

  @Test("finds an edit, also one that git has")
  func edited() throws {
    let project = try SmallProject()
    try project.build()
    try project.write("mine\n", to: "generated/alpha/app-config1.yaml")
    #expect(try project.monigen("build", "--check").status == 1)
    try project.commit()
    let outcome = try project.monigen("build", "--check")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("  ~ generated/alpha/app-config1.yaml"))
    #expect(try project.read("generated/alpha/app-config1.yaml") == "mine\n")
  }

  @Test("exits 2 where a cluster cannot be built")
  func trouble() throws {
    let project = try SmallProject()
    try project.build()
    try project.edit("clusters/alpha.yaml", replacing: "size", with: "sise")
    #expect(try project.monigen("build", "--check").status == 2)
    #expect(try project.monigen("build", "--check", "--keep-going").status == 2)
  }

  @Test("works in a project that nobody may write to")
  func readOnly() throws {
    let project = try SmallProject()
    try project.build()
    let folder = project.folder.appending(path: "generated")
    let change = { (mode: String) in
      try Binary.run(URL(filePath: "/bin/chmod"), ["-R", mode, folder.path], in: project.folder)
    }
    _ = try change("a-w")
    defer { _ = try? change("u+w") }
    #expect(try project.monigen("build", "--check").status == 0)
  }
}
