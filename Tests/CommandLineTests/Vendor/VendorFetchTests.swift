import Foundation
import Testing

/// From where, how often and how much is fetched, and what is said meanwhile.
@Suite("monigen vendor fetches little, once, from where it is told")
struct VendorFetchTests {
  private let site: VendorSite

  init() throws { site = try VendorSite() }

  @Test("of a repository with a history only the wanted folders of one commit are fetched, for several packages once")
  func little() throws {
    try site.commit("acme/lib", ["mixin/a": "old", "second/a": "2", "rest/large": "not wanted"])
    try site.commit("acme/lib", ["mixin/a": "new"])
    try site.write(
      """
      { "version": 1, "legacyImports": true, "dependencies": [
        { "source": { "git": { "remote": "https://github.com/acme/lib", "subdir": "mixin" } }, "version": "main" },
        { "source": { "git": { "remote": "https://github.com/acme/lib", "subdir": "second" } }, "version": "main" }
      ] }
      """, to: "project/jsonnetfile.json")
    let outcome = try site.monigen("vendor")
    #expect(outcome.output == "vendor: 2 packages\n")
    #expect(outcome.errors == "fetched 1 of 1 repositories: github.com/acme/lib\n")
    let cache = site.workspace.folder.appending(path: "cache/monigen/git")
    let names = try FileManager.default.contentsOfDirectory(atPath: cache.path).filter { $0.hasSuffix(".git") }
    #expect(names.count == 1)
    let objects = try Binary.run(
      URL(filePath: "/usr/bin/git"), ["cat-file", "--batch-all-objects", "--batch-check=%(objecttype)"],
      in: cache.appending(path: try #require(names.first)))
    let kinds = objects.output.split(separator: "\n")
    #expect(kinds.count { $0 == "commit" } == 1)
    #expect(kinds.count { $0 == "blob" } == 2)
  }

  @Test("a fork or a mirror is the source of releases, at an address or in a folder", arguments: [true, false])
  func source(isFolder: Bool) throws {
    let commit = try site.release("v0.17.0")
    let repository = "\(VendorSite.below)/prometheus-operator/kube-prometheus"
    let target = isFolder ? "project/mirror" : "\(VendorSite.below)/mirrors/kube"
    let folder = site.workspace.folder
    try FileManager.default.createDirectory(
      at: folder.appending(path: target).deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: folder.appending(path: repository), to: folder.appending(path: target))
    try site.write(
      "vendor: { source: \(isFolder ? "mirror" : "https://github.com/mirrors/kube") }\n", to: "project/monigen.yaml")
    let outcome = try site.monigen("vendor", "v0.17")
    #expect(outcome.output == "releases/v0.17.0: 2 packages, commit \(commit.prefix(12))\n", "\(outcome.errors)")
    // Wherever it came from, it lies where upstream lies.
    #expect(site.exists("releases/v0.17.0/vendor/github.com/prometheus-operator/kube-prometheus/jsonnet"))
    #expect(try site.read("vendor.lock.json").contains(folder.path) == false)
    #expect(try site.monigen("vendor").output.hasSuffix(", unchanged\n"))
  }

  @Test("what was fetched once needs no network again")
  func cached() throws {
    try site.release("v0.17.0")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    let whole = try site.workspace.tree("project")
    try FileManager.default.removeItem(at: site.project.appending(path: "releases"))
    try site.cutOff()
    let again = try site.monigen("vendor")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try site.workspace.tree("project") == whole)
    #expect(again.errors.contains("cached 1 of ") && !again.errors.contains("fetched "), "\(again.errors)")
  }

  @Test(
    "progress is one line on a terminal, and a line for each repository elsewhere",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "no script(1)"))
  func progress() throws {
    try site.release("v0.17.0")
    let command = "'\(Binary.url.path)' vendor v0.17"
    let terminal = try site.run(URL(filePath: "/usr/bin/script"), ["-q", "-e", "-c", command, "/dev/null"], in: "")
    #expect(terminal.status == 0, "\(terminal.output)")
    #expect(terminal.output.contains("\r\u{1B}[Kfetched 2 of 2 repositories, last github.com/"))
    #expect(terminal.output.contains("\r\u{1B}[Kreleases/v0.17.0: 2 packages"), "the line is gone before the result")
    try FileManager.default.removeItem(at: site.project.appending(path: "releases"))
    try FileManager.default.removeItem(at: site.workspace.folder.appending(path: "cache"))
    let elsewhere = try site.monigen("vendor")
    #expect(elsewhere.errors.split(separator: "\n").count == 2)
    #expect(!elsewhere.errors.contains("\u{1B}"))
  }
}
