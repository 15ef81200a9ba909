import Foundation
import Testing
import ValueTree

/// What the locks say against what is there: neither gives way to the other in silence.
@Suite("monigen vendor goes by its locks")
struct VendorLockTests {
  private let site: VendorSite
  private let commit: String
  private let library = "github.com/acme/lib/mixin"
  private static let noCommit = String(repeating: "1", count: 40)
  private static let wrongSum = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

  init() throws {
    site = try VendorSite()
    commit = try site.release("v0.17.0")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
  }

  /// A member of a package of the release in `vendor.lock.json`.
  private func locked(_ package: String, _ member: String) throws -> String {
    let lock = try JSONReader.read(try site.read("vendor.lock.json"))
    return try #require(lock["releases"]?["v0.17.0"]?["packages"]?[package]?[member]?.string)
  }

  private func edit(_ file: String, replacing old: String, with new: String) throws {
    let text = try site.read(file)
    try #require(text.contains(old))
    try site.write(text.replacing(old, with: new), to: "project/\(file)")
  }

  /// Expects that a run fails with some words, and leaves the project as it is.
  private func expectRefusal(
    _ arguments: String..., saying words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try site.workspace.tree("project")
    let outcome = try site.run(["vendor"] + arguments)
    #expect(outcome.status == 2, sourceLocation: sourceLocation)
    for word in words {
      #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
    }
    #expect(try site.workspace.tree("project") == before, sourceLocation: sourceLocation)
  }

  @Test("a lock that git left with the two sides of a merge is told as that, with what to do")
  func conflict() throws {
    let lock = try site.read("vendor.lock.json")
    let text = "{\n<<<<<<< HEAD\n" + lock.dropFirst(2) + "=======\n>>>>>>> theirs\n"
    try site.write(text, to: "project/vendor.lock.json")
    try expectRefusal(
      "v0.17", saying: "vendor.lock.json:2:1: error: this file has an unsolved merge conflict\n", "<<<<<<< HEAD",
      "hint: take one side with 'git checkout --ours vendor.lock.json' or '--theirs', then run 'monigen vendor'")
    try expectRefusal("--check", saying: "error: this file has an unsolved merge conflict")
  }

  @Test(
    "a sum that the files do not have is an error with both sums, the lock, and what to do",
    arguments: [true, false], ["releases", "nothing"])
  func sum(isOnline: Bool, removed: String) throws {
    let sum = try locked(library, "sum")
    try edit("vendor.lock.json", replacing: sum, with: Self.wrongSum)
    if removed == "releases" { try FileManager.default.removeItem(at: site.project.appending(path: removed)) }
    if !isOnline { try site.cutOff() }
    for arguments in [["vendor"], ["vendor", "v0.17"]] {
      let lock = try site.read("vendor.lock.json")
      let outcome = try site.run(arguments)
      #expect(outcome.status == 2)
      #expect(
        outcome.errors.hasSuffix(
          """
          error: the files of \(library) have the sum \(sum), and vendor.lock.json says \(Self.wrongSum)
            hint: find out whether the lock, the repository or a mirror was changed before you trust either; to accept \
          these files, remove \(library) from vendor.lock.json

          """), "\(outcome.errors)")
      #expect(try site.read("vendor.lock.json") == lock)
    }
    let check = try site.monigen("vendor", "--check")
    #expect(check.status == 1)
    if removed == "nothing" {
      #expect(
        check.output == """
          changed: releases/v0.17.0/vendor/\(library)
          changed: releases/v0.17.0/jsonnetfile.lock.json

          """)
    }
  }

  @Test("as the hint says, the files are accepted when the package is removed from the lock")
  func acceptance() throws {
    let lock = try site.read("vendor.lock.json")
    let start = try #require(lock.firstRange(of: "\"\(library)\": {")).lowerBound
    let end = try #require(lock[start...].firstRange(of: "},")).upperBound
    try site.write(String(lock[..<start] + lock[end...]), to: "project/vendor.lock.json")
    #expect(try site.monigen("vendor", "--check").status == 1)
    #expect(try site.monigen("vendor").status == 0)
    #expect(try site.read("vendor.lock.json") == lock)
  }

  @Test("a package of another commit than upstream's lock names is an error", arguments: [true, false])
  func version(isOnline: Bool) throws {
    let version = try locked(library, "version")
    try edit("vendor.lock.json", replacing: version, with: Self.noCommit)
    if !isOnline { try site.cutOff() }
    try expectRefusal(
      saying: "error: \(library) is of the commit \(version) in jsonnetfile.lock.json of "
        + "https://github.com/prometheus-operator/kube-prometheus at v0.17.0, and of \(Self.noCommit) in "
        + "vendor.lock.json", "hint: restore vendor.lock.json")
    #expect(try site.monigen("vendor", "--check").output == "other version: releases/v0.17.0/vendor/\(library)\n")
  }

  @Test("a release's commit that is not what is there is an error, with and without a network")
  func releaseCommit() throws {
    let own = "github.com/prometheus-operator/kube-prometheus/jsonnet/kube-prometheus"
    // All of them, and then only that of the release itself.
    for old in [commit, "\"commit\": \"\(commit)"] {
      let lock = try site.read("vendor.lock.json")
      try edit("vendor.lock.json", replacing: old, with: old.replacing(commit, with: Self.noCommit))
      try expectRefusal(saying: "has moved: it was commit 111111111111, and is \(commit.prefix(12)) now")
      try site.write(lock, to: "project/vendor.lock.json")
    }
    try #require(try locked(own, "version") == commit)
    try edit("vendor.lock.json", replacing: "\"commit\": \"\(commit)", with: "\"commit\": \"\(Self.noCommit)")
    try site.cutOff()
    try expectRefusal(saying: "error: cannot fetch from https://github.com/prometheus-operator/kube-prometheus: ")
    #expect(try site.monigen("vendor", "--check").output == "other version: releases/v0.17.0\n")
  }

  @Test("without arguments too, a moved tag is an error, a tag that is gone and no network are warnings")
  func tags() throws {
    try site.cutOff()
    let offline = try site.monigen("vendor")
    #expect(offline.status == 0)
    #expect(offline.output == "releases/v0.17.0: 2 packages, commit \(commit.prefix(12)), unchanged\n")
    #expect(offline.errors.contains("going by vendor.lock.json, whatever commits the tags may have by now"))
    try site.cutOff(false)
    let moved = try site.commit("prometheus-operator/kube-prometheus", ["moved": "x"], tag: "v0.17.0")
    try expectRefusal(saying: "has moved: it was commit \(commit.prefix(12)), and is \(moved.prefix(12)) now")
    try site.removeTag("v0.17.0", of: "prometheus-operator/kube-prometheus")
    let gone = try site.monigen("vendor")
    #expect(gone.status == 0)
    #expect(gone.errors.contains("kube-prometheus has no release v0.17.0 any more; going by vendor.lock.json"))
  }

  @Test("a commit in jsonnetfile.lock.json that does not exist is an error, even where the files are there")
  func project() throws {
    try site.writeJsonnetfile(naming: "https://github.com/acme/lib", folder: "mixin")
    try #require(try site.monigen("vendor").status == 0)
    let lock = try site.read("jsonnetfile.lock.json")
    let version = try #require(try JSONReader.read(lock)["dependencies"]?.array?.first?["version"]?.string)
    try edit("jsonnetfile.lock.json", replacing: version, with: Self.noCommit)
    #expect(try site.monigen("vendor", "--check").output == "other version: vendor/\(library)\n")
    try expectRefusal(saying: "error: https://github.com/acme/lib does not have the commit \(Self.noCommit)")
    // As jsonnet-bundler leaves it: there is no record of the commit.
    try FileManager.default.removeItem(at: site.project.appending(path: "vendor/.monigen.sha256"))
    try expectRefusal(saying: "error: https://github.com/acme/lib does not have the commit \(Self.noCommit)")
    try site.cutOff()
    try FileManager.default.removeItem(at: site.workspace.folder.appending(path: "cache"))
    try site.write(lock, to: "project/jsonnetfile.lock.json")
    let offline = try site.monigen("vendor")
    #expect(offline.status == 0)
    #expect(offline.output.hasSuffix("vendor: 1 package, unchanged\n"))
    #expect(offline.errors.contains("warning: cannot fetch from https://github.com/acme/lib: "), "\(offline.errors)")
    #expect(offline.errors.contains("; going by jsonnetfile.lock.json"))
  }

  @Test("what a lock says of the project's packages is held, in both locks")
  func projectSums() throws {
    try site.writeJsonnetfile(naming: "https://github.com/acme/lib", folder: "mixin")
    let mirror = "https://github.com/acme/lib.git"
    try #require(try site.monigen("vendor", "--replace", "github.com/acme/lib=\(mirror)").status == 0)
    let sum = try locked(library, "sum")
    for name in ["jsonnetfile.lock.json", "vendor.lock.json"] {
      let lock = try site.read(name)
      try edit(name, replacing: sum, with: Self.wrongSum)
      try expectRefusal(saying: "the files of \(library) have the sum \(sum), and \(name) says \(Self.wrongSum)")
      #expect(try site.monigen("vendor", "--check").status == 1)
      try site.write(lock, to: "project/\(name)")
    }
    #expect(try site.monigen("vendor").output.contains("vendor: 1 package, unchanged\n"))
  }
}
