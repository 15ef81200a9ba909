import Foundation
import Testing
import ValueTree

/// Folders and repositories in the place of packages, over several runs.
@Suite("monigen vendor --replace and vendor.replace")
struct VendorReplacementTests {
  private let site: VendorSite
  private let library = "github.com/acme/lib/mixin"

  init() throws {
    site = try VendorSite()
    try site.release("v0.17.0")
  }

  private func removeReleases() throws {
    try FileManager.default.removeItem(at: site.project.appending(path: "releases"))
  }

  /// What the library says that the release imports.
  private func imported() throws -> String {
    try site.monigen("render", "-J", "releases/v0.17.0/vendor", "-e", "(import 'mixin/mixin.libsonnet').lib").output
  }

  @Test("a folder or repository that --replace named stays without being named again, until the lock says it no more")
  func once() throws {
    try site.write("{ lib: 'patched' }", to: "project/patches/mixin.libsonnet")
    for (source, text) in [("patches", "patched"), ("https://github.com/acme/fork#main", "forked")] {
      try site.commit("acme/fork", ["mixin/mixin.libsonnet": "{ lib: 'forked' }"])
      let first = try site.monigen("vendor", "v0.17", "--replace", "\(library)=\(source)")
      try #require(first.status == 0, "\(first.errors)")
      let lock = try site.read("vendor.lock.json")
      #expect(lock.contains(#""replacedBy": "--replace""#))
      // A branch that moves on is not followed: the lock has its commit.
      try site.commit("acme/fork", ["mixin/mixin.libsonnet": "{ lib: 'forked again' }"])
      for removed in [false, true] {
        if removed { try removeReleases() }
        let again = try site.monigen("vendor")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.hasSuffix("\(removed ? "" : ", unchanged")\n  replaced \(library): \(source)\n"))
        #expect(again.errors.contains("warning") == false, "\(again.errors)")
        #expect(try site.read("vendor.lock.json") == lock)
        #expect(try imported() == "\(text)\n")
      }
    }
  }

  @Test("a folder outside of the project is needed again only where its files are gone; the hint says how")
  func outside() throws {
    try site.write("{ lib: 'elsewhere' }", to: "elsewhere/mixin.libsonnet")
    let folder = site.workspace.folder.appending(path: "elsewhere").path
    try #require(try site.monigen("vendor", "v0.17", "--replace", "\(library)=\(folder)").status == 0)
    let lock = try site.read("vendor.lock.json")
    #expect(!lock.contains(folder))
    #expect(lock.contains(#""replacement": "(outside of the project)/elsewhere""#))
    let again = try site.monigen("vendor")
    #expect(again.output.hasSuffix(", unchanged\n  replaced \(library): (outside of the project)/elsewhere\n"))
    try removeReleases()
    let before = try site.workspace.tree("project")
    let gone = try site.monigen("vendor")
    #expect(gone.status == 2)
    #expect(
      gone.errors.hasSuffix(
        """
        error: \(library) is replaced by (outside of the project)/elsewhere, and its files are not there as \
        vendor.lock.json says
          hint: say where it is: monigen vendor --replace \(library)=DIR; or for good, in monigen.yaml: \
        vendor: { replace: { \(library): DIR } }

        """), "\(gone.errors)")
    #expect(try site.workspace.tree("project") == before)
    #expect(!gone.errors.contains("fetched"), "\(gone.errors)")
    // Both ways, as the hint has them.
    #expect(try site.monigen("vendor", "--replace", "\(library)=\(folder)").status == 0)
    #expect(try site.read("vendor.lock.json") == lock)
    try removeReleases()
    try site.write("vendor: { replace: { \(library): \(folder) } }\n", to: "project/monigen.yaml")
    #expect(try site.monigen("vendor").status == 0)
    #expect(try imported() == "elsewhere\n")
  }

  @Test("what --replace names and no package of the project's own file is, is an error before anything is written")
  func unknown() throws {
    try site.writeJsonnetfile(naming: "https://github.com/acme/lib", folder: "mixin")
    try site.write("{}", to: "project/patches/mixin.libsonnet")
    let outcome = try site.monigen("vendor", "--replace", "github.com/acme/lib/mixim=patches")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("there is no package 'github.com/acme/lib/mixim' to replace"))
    #expect(outcome.errors.contains("did you mean '\(library)'?"))
    #expect(!site.exists("vendor") && !site.exists("jsonnetfile.lock.json"))
  }

  @Test("a folder is there to be edited: a change is taken and told, and a check names the folder before")
  func edited() throws {
    try site.write("{ lib: 'one' }", to: "project/patches/mixin.libsonnet")
    try site.write("vendor: { replace: { \(library): patches } }\n", to: "project/monigen.yaml")
    try site.writeJsonnetfile(naming: "https://github.com/acme/lib", folder: "mixin")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    try #require(try site.monigen("vendor").status == 0)
    #expect(try site.monigen("vendor").errors.contains("warning") == false)
    try site.write("{ lib: 'two' }", to: "project/patches/mixin.libsonnet")
    let check = try site.monigen("vendor", "--check")
    #expect(check.status == 1)
    #expect(check.output == "changed: patches\n")
    let taken = try site.monigen("vendor")
    #expect(taken.status == 0)
    for place in ["releases/v0.17.0", "vendor"] {
      #expect(
        taken.errors.contains(
          "warning: patches has changed: \(library) of \(place) has its files as they are now, "
            + "and vendor.lock.json their new sum\n"), "\(taken.errors)")
    }
    #expect(try imported() == "two\n")
    #expect(try site.monigen("vendor", "--check").status == 0)
  }

  @Test("what monigen.yaml says comes before what the command line said once, which is told")
  func both() throws {
    try site.write("{ lib: 'one' }", to: "project/one/mixin.libsonnet")
    try site.write("{ lib: 'two' }", to: "project/two/mixin.libsonnet")
    try site.write("vendor: { replace: { \(library): one } }\n", to: "project/monigen.yaml")
    let given = try site.monigen("vendor", "v0.17", "--replace", "\(library)=two")
    #expect(given.output.hasSuffix("\n  replaced \(library): two\n"))
    let plain = try site.monigen("vendor")
    #expect(
      plain.errors.contains(
        "warning: \(library) of releases/v0.17.0 is replaced by one as monigen.yaml says, no more by two\n"))
    #expect(try imported() == "one\n")
  }

  @Test("a repository of this machine is not named in the lock, and told to be one where it is missing")
  func repositoryOutside() throws {
    let remote = "file://\(site.workspace.folder.path)/\(VendorSite.below)/acme/lib"
    try #require(try site.monigen("vendor", "v0.17", "--replace", "github.com/acme/lib=\(remote)").status == 0)
    #expect(try site.read("vendor.lock.json").contains(#""replacement": "(repository outside of the project)/lib""#))
    #expect(try site.monigen("vendor").output.contains(", unchanged\n"))
    try removeReleases()
    #expect(try site.monigen("vendor").errors.contains("monigen vendor --replace \(library)=URL; or for good"))
    #expect(try site.monigen("vendor", "--replace", "\(library)=\(remote)").status == 0)
  }

  @Test("what monigen.yaml says no more is undone and told")
  func settings() throws {
    try site.write("{ lib: 'patched' }", to: "project/patches/mixin.libsonnet")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    let lock = try site.read("vendor.lock.json")
    try site.write("vendor: { replace: { \(library): patches } }\n", to: "project/monigen.yaml")
    #expect(try site.monigen("vendor").output.hasSuffix("\n  replaced \(library): patches\n"))
    try site.write("", to: "project/monigen.yaml")
    let undone = try site.monigen("vendor")
    #expect(undone.status == 0)
    #expect(
      undone.errors.contains(
        "warning: \(library) of releases/v0.17.0 is itself again: patches stands in its place no more"))
    #expect(try imported() == "v0.17.0\n")
    #expect(try site.read("vendor.lock.json") == lock)
  }

  @Test("the settings that docs/vendoring.md shows are understood")
  func documented() throws {
    let page = try String(contentsOf: Workspace.project.appending(path: "docs/vendoring.md"), encoding: .utf8)
    let example = try #require(page.firstMatch(of: /```yaml\n((?s).*?)```/)).output.1
    #expect(example.contains("replace:"))
    try site.write(String(example), to: "project/monigen.yaml")
    #expect(try site.monigen("vendor").errors.contains("there is no folder 'patches/grafana-mixin'"))
    try site.write("{}", to: "project/patches/grafana-mixin/mixin.libsonnet")
    #expect(try site.monigen("vendor").errors.contains("hint: name a release: monigen vendor v0.17"))
  }

  @Test("a mirror must have the files that the locks name")
  func mirror() throws {
    try site.commit("mirrors/lib", ["mixin/mixin.libsonnet": "{ lib: 'another' }"])
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    let lock = try site.read("vendor.lock.json")
    try removeReleases()
    // The commit is not there; that a mirror cannot have it with other files is git's own doing.
    let outcome = try site.monigen("vendor", "--replace", "github.com/acme/lib=https://github.com/mirrors/lib")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: https://github.com/mirrors/lib does not have the commit "))
    #expect(try site.read("vendor.lock.json") == lock)
  }
}
