import Foundation
import Testing
import ValueTree

@testable import Vendoring

/// The project's own jsonnetfile, with repositories that the test makes.
@Suite("Packages of the project's own jsonnetfile")
struct ProjectVendoringTests {
  private let site: TestSite

  init() throws { site = try TestSite() }

  private func job(_ replacements: [Replacement] = []) -> VendorJob {
    VendorJob(
      root: site.project.path, releasesFolder: "releases", source: site.remote("kube-prometheus"),
      replacements: replacements, cache: site.cache)
  }

  private func entry(
    _ repository: String, _ folder: String = "", version: String = "main", more: String = ""
  ) -> String {
    let git = #"{"remote":"\#(site.remote(repository))","subdir":"\#(folder)"}"#
    return #"{"source":{"git":\#(git)},"version":"\#(version)"\#(more)}"#
  }

  private func file(_ entries: String...) -> String {
    #"{"version":1,"dependencies":[\#(entries.joined(separator: ","))],"legacyImports":true}"#
  }

  private func problem(_ work: () throws -> Void) -> VendorProblem? {
    do {
      try work()
      return nil
    } catch let problem as VendorProblem {
      return problem
    } catch let problems as VendorProblems {
      return problems.all.first
    } catch {
      Issue.record(error)
      return nil
    }
  }

  private func sum(_ files: String...) throws -> String {
    try PackageTree(
      files.enumerated().map { .init(path: ["\($0.offset)"], content: .file(Array($0.element.utf8))) }, of: "x"
    ).sum
  }

  @Test("a folder of a repository comes with its link, its sum and nothing else; a second run changes nothing")
  func install() throws {
    let commit = try site.commit("lib", ["sub/a b.txt": "A", "sub/é/ü.txt": "U", "other/big": "no"], tag: "v1")
    try site.write(file(entry("lib", "sub", version: "v1")), to: "project/jsonnetfile.json")
    let report = try job().run(releases: [])
    #expect(report.outcomes.map(\.packages) == [1])
    #expect(try site.read("project/vendor/local/lib/sub/a b.txt") == "A")
    #expect(try site.read("project/vendor/sub/é/ü.txt") == "U")
    #expect(!site.exists("project/vendor/local/lib/other"))
    let lock = try JSONReader.read(try site.read("project/jsonnetfile.lock.json"))
    #expect(lock["dependencies"]?.array?.first?["version"]?.string == commit)
    #expect(lock["dependencies"]?.array?.first?["sum"]?.string == (try sum("A", "U")))
    #expect(try job().run(releases: []).outcomes.map(\.isChanged) == [false])
    #expect(try job().check(releases: []).isEmpty)
  }

  @Test("the lock's version wins over the file's, and a wrong sum is an error that leaves everything as it was")
  func locked() throws {
    let old = try site.commit("lib", ["a": "1"])
    try site.commit("lib", ["a": "2"])
    try site.write(file(entry("lib")), to: "project/jsonnetfile.json")
    let right = try sum("1")
    try site.write(
      file(entry("lib", version: old, more: #","sum":"\#(right)""#)), to: "project/jsonnetfile.lock.json")
    _ = try job().run(releases: [])
    #expect(try site.read("project/vendor/local/lib/a") == "1")
    let wrong = try sum("3")
    try site.write(
      file(entry("lib", version: old, more: #","sum":"\#(wrong)""#)), to: "project/jsonnetfile.lock.json")
    #expect(problem { _ = try job().run(releases: []) } == .wrongSum("local/lib", wrong, right, Jsonnetfile.lockName))
    #expect(try site.read("project/vendor/local/lib/a") == "1")
  }

  @Test("dependencies of dependencies come too, cycles end, 'single' leaves them out")
  func transitive() throws {
    try site.write(
      #"{"version":1,"dependencies":[{"source":{"local":{"directory":"inner"}},"version":""}]}"#,
      to: "repositories/a/jsonnetfile.json")
    try site.commit("a", ["inner/x": "X"])
    try site.write(file(entry("a"), entry("a")), to: "project/jsonnetfile.json")
    _ = try job().run(releases: [])
    #expect(try site.read("project/vendor/inner/x") == "X")
    try site.write(file(entry("a", more: #","single":true"#)), to: "project/jsonnetfile.json")
    _ = try job().run(releases: [])
    #expect(!site.exists("project/vendor/inner"))
    // A cycle of the project's own local folders.
    let cycle = #"{"version":1,"dependencies":[{"source":{"local":{"directory":"one"}},"version":""}]}"#
    try site.write(cycle, to: "project/one/jsonnetfile.json")
    try site.write(cycle, to: "project/jsonnetfile.json")
    _ = try job().run(releases: [])
    #expect(site.exists("project/vendor/one/jsonnetfile.json"))
  }

  @Test("of two packages with one short name the first has it, with a warning; 'name' tells them apart")
  func shortNames() throws {
    try site.commit("a", ["mixin/f": "a"])
    try site.commit("b", ["mixin/f": "b"])
    try site.write(file(entry("a", "mixin"), entry("b", "mixin")), to: "project/jsonnetfile.json")
    let report = try job().run(releases: [])
    #expect(report.warnings.count == 1)
    #expect(try site.read("project/vendor/mixin/f") == "a")
    try site.write(
      file(entry("a", "mixin"), entry("b", "mixin", more: #","name":"other""#)), to: "project/jsonnetfile.json")
    #expect(try job().run(releases: []).warnings == [])
    #expect(try site.read("project/vendor/other/f") == "b")
  }

  @Test("a link that points outside, and a path that leads up, are refused; nothing is left in place")
  func unsafe() throws {
    try site.commit("lib", ["sub/a": "A"])
    let link = site.folder.appending(path: "repositories/lib/sub/link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../../../../etc/passwd")
    try site.commit("lib", [:])
    try site.write(file(entry("lib", "sub")), to: "project/jsonnetfile.json")
    guard case .unsafePath("local/lib/sub", "link", _)? = problem({ _ = try job().run(releases: []) }) else {
      Issue.record("the link was not refused")
      return
    }
    let blob = try site.git("lib", "hash-object", "-w", "--stdin", input: "x")
    let inner = try site.git("lib", "mktree", input: "100644 blob \(blob)\tx\n")
    let tree = try site.git("lib", "mktree", input: "040000 tree \(inner)\t..\n")
    let commit = try site.git("lib", "commit-tree", "-m", "up", tree)
    try site.git("lib", "update-ref", "refs/heads/up", commit)
    try site.write(file(entry("lib", version: "up")), to: "project/jsonnetfile.json")
    guard case .unsafePath("local/lib", "../x", _)? = problem({ _ = try job().run(releases: []) }) else {
      Issue.record("the path was not refused")
      return
    }
    #expect(!site.exists("project/vendor"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.project.path) == ["jsonnetfile.json"])
  }

  @Test("what cannot be fetched is told by repository, and what is there keeps working")
  func unreachable() throws {
    let commit = try site.commit("lib", ["a": "1"])
    try site.write(file(entry("lib")), to: "project/jsonnetfile.json")
    _ = try job().run(releases: [])
    try FileManager.default.removeItem(at: site.folder.appending(path: "repositories/lib"))
    try FileManager.default.removeItem(at: site.folder.appending(path: "cache"))
    #expect(try job().run(releases: []).outcomes.map(\.isChanged) == [false])
    try FileManager.default.removeItem(at: site.project.appending(path: "vendor"))
    guard case .unreachable(site.remote("lib"), _)? = problem({ _ = try job().run(releases: []) }) else {
      Issue.record("no word of the repository")
      return
    }
    #expect(commit.count == 40)
  }

  @Test("a commit, a folder, a version that is not there")
  func missing() throws {
    try site.commit("lib", ["a": "1"])
    let remote = site.remote("lib")
    let none = String(repeating: "1", count: 40)
    try site.write(file(entry("lib", version: none)), to: "project/jsonnetfile.json")
    #expect(problem { _ = try job().run(releases: []) } == .noCommit(none, remote))
    try site.write(file(entry("lib", version: "v9")), to: "project/jsonnetfile.json")
    #expect(problem { _ = try job().run(releases: []) } == .noVersion("v9", remote))
    try site.write(file(entry("lib", "nowhere")), to: "project/jsonnetfile.json")
    guard case .noFolder("nowhere", _, remote)? = problem({ _ = try job().run(releases: []) }) else {
      Issue.record("the folder was found")
      return
    }
  }

  @Test("what a killed run left behind goes, in the project and in the cache, and a damaged cache is fetched anew")
  func interrupted() throws {
    try site.commit("lib", ["a": "1"])
    try site.write(file(entry("lib")), to: "project/jsonnetfile.json")
    try site.write("half", to: "project/.monigen-1-1.tmp/half")
    _ = try job().run(releases: [])
    #expect(!site.exists("project/.monigen-1-1.tmp"))
    let repositories = try FileManager.default.contentsOfDirectory(atPath: site.cache + "/git")
      .filter { $0.hasSuffix(".git") }
    let cached = "cache/git/" + (try #require(repositories.first))
    try site.commit("lib", ["a": "2"])
    try FileManager.default.removeItem(at: site.project.appending(path: "jsonnetfile.lock.json"))
    try site.write("", to: "\(cached)/shallow.lock")
    _ = try job().run(releases: [])
    #expect(try site.read("project/vendor/local/lib/a") == "2")
    // The objects are gone, and the marks say that they are there.
    try FileManager.default.removeItem(at: site.folder.appending(path: "\(cached)/objects"))
    try FileManager.default.removeItem(at: site.project.appending(path: "vendor"))
    _ = try job().run(releases: [])
    #expect(try site.read("project/vendor/local/lib/a") == "2")
  }

  @Test("a check names every file that is not as it was brought")
  func check() throws {
    try site.commit("lib", ["a": "1", "b": "2", "c": "3"])
    try site.write(file(entry("lib")), to: "project/jsonnetfile.json")
    _ = try job().run(releases: [])
    try site.write("x", to: "project/vendor/local/lib/a")
    try FileManager.default.removeItem(at: site.project.appending(path: "vendor/local/lib/b"))
    try site.write("x", to: "project/vendor/new")
    #expect(
      try job().check(releases: []).map { "\($0.kind.rawValue) \($0.path)" } == [
        "changed vendor/local/lib/a", "missing vendor/local/lib/b", "added vendor/new",
      ])
    try FileManager.default.removeItem(at: site.project.appending(path: "vendor/.monigen.sha256"))
    #expect(try job().check(releases: []).map(\.path) == ["vendor/local/lib"])
    _ = try job().run(releases: [])
    #expect(try job().check(releases: []).isEmpty)
  }

  @Test("a folder in place of a package is recorded in the lock, and gone from it with the replacement")
  func replaced() throws {
    try site.commit("lib", ["a": "1"])
    try site.write("own", to: "project/patched/a")
    try site.write(file(entry("lib")), to: "project/jsonnetfile.json")
    let replacement = try Replacement(
      path: "local/lib", source: "patched", base: site.project.path, root: site.project.path)
    let report = try job([replacement]).run(releases: [])
    #expect(report.outcomes.flatMap(\.replaced) == ["local/lib: patched"])
    #expect(try site.read("project/vendor/lib/a") == "own")
    #expect(try site.read("project/vendor.lock.json").contains(#""replacement": "patched""#))
    _ = try job().run(releases: [])
    #expect(try site.read("project/vendor/lib/a") == "1")
    #expect(!(try site.read("project/vendor.lock.json")).contains("patched"))
  }
}
