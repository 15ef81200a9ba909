import Foundation
import Testing

@Suite("The same inputs give the same bytes")
struct DeterminismTests {
  /// What the trees are anywhere.
  private static let reference: Result<[String: Data], any Error> = Result {
    let project = try SmallProject()
    try Self.addUnicode(to: project)
    try project.build()
    return try project.tree()
  }

  /// Names and texts that sort and change case differently in some languages.
  private static func addUnicode(to project: SmallProject) throws {
    try project.write(
      "{ app+: { capital: self.config1 { metadata+: { name: 'capital' }, data+: { 'İI': 'ıi', 'z-ä': 'ö', 'Z_a': '1e3' } } } }",
      to: "clusters/overlays/letters.libsonnet")
    try project.write(
      (try project.read("clusters/alpha.yaml")) + "overlays: [clusters/overlays/letters.libsonnet]\n",
      to: "clusters/alpha.yaml")
  }

  private func project(below path: String = "project") throws -> SmallProject {
    let project = try SmallProject(below: path)
    try Self.addUnicode(to: project)
    return project
  }

  @Test(
    "whatever the environment",
    arguments: [
      ["LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"], ["LC_ALL=C"], ["LC_ALL=de_DE.ISO-8859-1"], ["TZ=Asia/Kathmandu"],
      ["-u", "HOME"], ["-i"], ["HOME=/proc/none", "XDG_CACHE_HOME=/proc/none", "TMPDIR=/proc/none"], ["COLUMNS=20", "TERM=xterm"],
    ])
  func environment(settings: [String]) throws {
    let project = try project()
    let outcome = try Binary.run(
      URL(filePath: "/usr/bin/env"), settings + [Binary.url.path, "build"], in: project.folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("generated/alpha: 6 files, 6 added\n"))
    #expect(try project.tree() == Self.reference.get())
  }

  @Test("however many workers", arguments: [1, 2, 4, 64])
  func jobs(count: Int) throws {
    let project = try project()
    try project.build("--jobs", "\(count)")
    #expect(try project.tree() == Self.reference.get())
  }

  @Test("in another folder, be it deep, with blanks and dots, or behind a link")
  func folders() throws {
    let deep = (0..<20).map { "folder-\($0)" }.joined(separator: "/")
    for path in [deep, "with blank/and ünïcode", "a.b/..c"] {
      let project = try project(below: path)
      try project.build()
      #expect(try project.tree() == Self.reference.get(), "\(path)")
    }
    let project = try project()
    let link = project.workspace.folder.appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: project.folder)
    #expect(try Binary.run(["build"], in: link).status == 0)
    #expect(try project.tree() == Self.reference.get())
  }

  @Test("from a folder inside the project", arguments: ["clusters", "libsonnet/team"])
  func subfolder(path: String) throws {
    let project = try project()
    let outcome = try Binary.run(["build"], in: project.folder.appending(path: path))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.tree() == Self.reference.get())
    #expect(try Binary.run(["build", "--check"], in: project.folder.appending(path: path)).status == 0)
  }

  @Test("with a umask that keeps files to their owner")
  func umask() throws {
    let project = try project()
    let outcome = try Binary.run(
      URL(filePath: "/bin/sh"), ["-c", "umask 077; exec \"$0\" build", Binary.url.path], in: project.folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.tree() == Self.reference.get())
    #expect(try project.monigen("build", "--check").status == 0)
  }

  @Test("after changes there and back")
  func history() throws {
    let project = try project()
    try project.build()
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 9")
    try project.build()
    try project.edit("clusters/alpha.yaml", replacing: "size: 9", with: "size: 3")
    try project.build()
    #expect(try project.tree() == Self.reference.get())
  }

  @Test("no path of the machine is in any file")
  func noMachinePaths() throws {
    let project = try project()
    try project.write("{ _config:: { threshold: 5 } }", to: "../outside/team/mixin.libsonnet")
    let outside = project.workspace.folder.appending(path: "outside").path
    try project.write("release: v0.17\nlibraryPath: [\(outside), libsonnet]\n", to: "monigen.yaml")
    try project.build()
    let tree = try project.tree()
    for (name, contents) in tree {
      let text = String(decoding: contents, as: UTF8.self)
      #expect(!text.contains(project.workspace.folder.lastPathComponent), "\(name)")
    }
    let record = String(decoding: try #require(tree["beta/monigen.lock.json"]), as: UTF8.self)
    #expect(record.contains("\"libraryPath[0]/team/mixin.libsonnet\""))
  }
}
