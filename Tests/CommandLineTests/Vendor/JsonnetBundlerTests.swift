import Foundation
import Testing

private enum JsonnetBundler {
  static let program = ProcessInfo.processInfo.environment["MONIGEN_JB"].map { URL(filePath: $0) }
}

/// jsonnet-bundler itself, where it is at hand: what one of the two programs wrote the other one takes.
@Suite(
  "monigen vendor and jb", .enabled(if: JsonnetBundler.program != nil, "MONIGEN_JB=PROGRAM names jsonnet-bundler"))
struct JsonnetBundlerTests {
  private let site: VendorSite

  init() throws {
    site = try VendorSite()
    try site.release("v0.17.0")
    try site.commit("acme/inner", ["a/inner.libsonnet": "'inner'", "b/not wanted": "x"])
    try site.commit(
      "acme/outer",
      [
        "mixin/two words.libsonnet": "'1'", "mixin/ä/ö.libsonnet": "'2'", "mixin/empty": "", "mixin/a.b": "3",
        "mixin/a/b": "4",
        "mixin/jsonnetfile.json": VendorSite.jsonnetfile(naming: "https://github.com/acme/inner.git", folder: "a"),
      ])
    try site.write("'own'", to: "project/own/own.libsonnet")
    try site.write(
      """
      { "version": 1, "legacyImports": true, "dependencies": [
        { "source": { "git": { "remote": "https://github.com/acme/outer.git", "subdir": "mixin" } },
          "version": "main", "name": "renamed" },
        { "source": { "git": { "remote": "https://github.com/acme/lib.git", "subdir": "mixin" } },
          "version": "main", "single": true },
        { "source": { "local": { "directory": "own" } }, "version": "" }
      ] }
      """, to: "project/jsonnetfile.json")
  }

  private func jb(in folder: String = "", _ arguments: String...) throws {
    let outcome = try site.run(try #require(JsonnetBundler.program), arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  private func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: site.project.appending(path: path))
  }

  /// Every file and link in a `vendor/` folder but monigen's list; of a link what it says.
  private func vendored(_ folder: String = "vendor") throws -> [String: String] {
    let root = site.project.appending(path: folder)
    var found: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) where name != ".monigen.sha256" {
      let path = root.appending(path: name).path
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        found[name] = "-> " + URL(filePath: target).lastPathComponent
      } else if let text = try? String(contentsOfFile: path, encoding: .utf8) {
        found[name] = text
      }
    }
    return found
  }

  @Test("jb installs what monigen locked: the same files, and the same bytes of the lock")
  func fromMonigen() throws {
    try #require(try site.monigen("vendor").status == 0)
    let files = try vendored(), lock = try site.read("jsonnetfile.lock.json")
    #expect(files.count == 12, "\(files.keys.sorted())")
    try remove("vendor")
    try jb("install")
    #expect(try vendored() == files)
    #expect(try site.read("jsonnetfile.lock.json") == lock)
    // It also takes what monigen left in place, and leaves that be.
    try remove("vendor")
    try #require(try site.monigen("vendor").status == 0)
    try jb("install")
    #expect(try vendored() == files)
    #expect(try site.monigen("vendor", "--check").output == "as the locks say\n")
  }

  @Test("monigen takes what jb installed: the same files, and the same bytes of the lock")
  func fromBundler() throws {
    try jb("install")
    let files = try vendored(), lock = try site.read("jsonnetfile.lock.json")
    #expect(try site.monigen("vendor", "--check").output == "as the locks say\n")
    for removed in [false, true] {
      if removed { try remove("vendor") }
      let outcome = try site.monigen("vendor")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try vendored() == files)
      #expect(try site.read("jsonnetfile.lock.json") == lock)
    }
    // An update of jb's is followed.
    try site.commit("acme/outer", ["mixin/new": "5"])
    try jb("update")
    let updated = try site.read("jsonnetfile.lock.json")
    #expect(updated != lock)
    #expect(try site.monigen("vendor").status == 0)
    #expect(try site.read("jsonnetfile.lock.json") == updated)
    #expect(try site.monigen("vendor", "--check").status == 0)
  }

  @Test("a release's folder is one of jb's too")
  func release() throws {
    try remove("jsonnetfile.json")
    let dependency = VendorSite.jsonnetfile(naming: "https://github.com/acme/lib.git", folder: "mixin")
    try site.commit(
      "prometheus-operator/kube-prometheus", ["jsonnet/kube-prometheus/jsonnetfile.json": dependency], tag: "v0.17.0")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    let files = try vendored("releases/v0.17.0/vendor")
    try remove("releases/v0.17.0/vendor")
    try jb(in: "releases/v0.17.0", "install")
    #expect(try vendored("releases/v0.17.0/vendor") == files)
    #expect(try site.monigen("vendor", "--check").output == "as the locks say\n")
  }
}
