import Foundation
import Testing
import ValueTree

/// Releases, from repositories that the test makes and a git configuration that serves them as github.com.
@Suite("monigen vendor RELEASE")
struct VendorReleaseTests {
  private let site: VendorSite

  init() throws { site = try VendorSite() }

  private let vendor = "releases/v0.17.0/vendor"

  @Test("a release comes with the versions of its own lock, twice the same, and is told where it is there already")
  func bring() throws {
    let commit = try site.release("v0.17.0")
    let outcome = try site.monigen("vendor", "v0.17")
    #expect(outcome.errors.contains("fetched 2 of 2 repositories"))
    #expect(outcome.status == 0)
    #expect(outcome.output == "releases/v0.17.0: 2 packages, commit \(commit.prefix(12))\n")
    let rendered = try site.monigen("render", "-J", vendor, "-e", "import 'kube-prometheus/main.libsonnet'")
    #expect(rendered.output == "lib: v0.17.0\nrelease: v0.17.0\n")
    #expect(!site.exists("\(vendor)/github.com/prometheus-operator/kube-prometheus/manifests"))
    let first = try site.workspace.tree("project")
    #expect(try site.monigen("vendor", "v0.17.0").output.hasSuffix(", unchanged\n"))
    try FileManager.default.removeItem(at: site.project.appending(path: "releases"))
    try FileManager.default.removeItem(at: site.workspace.folder.appending(path: "cache"))
    #expect(try site.monigen("vendor").status == 0)
    #expect(try site.workspace.tree("project") == first)
    #expect(try site.monigen("vendor", "--check").output == "as the locks say\n")
    #expect(!(try site.read("vendor.lock.json")).contains(site.workspace.folder.path))
  }

  @Test("the newest patch is taken; a tag that moved is an error, and everything stays")
  func movedTag() throws {
    try site.release("v0.17.0")
    let newest = try site.release("v0.17.2")
    let brought = try site.monigen("vendor", "v0.17")
    #expect(brought.output.contains("releases/v0.17.2: 2 packages, commit \(newest.prefix(12))"))
    let lock = try site.read("vendor.lock.json")
    try site.write("moved", to: "\(VendorSite.below)/prometheus-operator/kube-prometheus/moved")
    let moved = try site.commit("prometheus-operator/kube-prometheus", [:], tag: "v0.17.2")
    let outcome = try site.monigen("vendor", "v0.17")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "error: the tag v0.17.2 of https://github.com/prometheus-operator/kube-prometheus has moved: "
          + "it was commit \(newest.prefix(12)), and is \(moved.prefix(12)) now"))
    #expect(try site.read("vendor.lock.json") == lock)
  }

  @Test("no network: what is locked and there keeps working, anything else names the repository and what to do")
  func offline() throws {
    try site.release("v0.17.0")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    try site.cutOff()
    let there = try site.monigen("vendor", "v0.17")
    #expect(there.status == 0)
    #expect(there.errors.contains("warning: cannot fetch from https://github.com/prometheus-operator/kube-prometheus"))
    let other = try site.monigen("vendor", "v0.18")
    #expect(other.status == 2)
    #expect(other.errors.contains("error: cannot fetch from https://github.com/prometheus-operator/kube-prometheus: "))
    #expect(other.errors.contains("hint: check the network"))
  }

  @Test("a sum that upstream's lock does not have is an error, and no release is in place")
  func wrongSum() throws {
    try site.release("v0.17.0", sum: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    let outcome = try site.monigen("vendor", "v0.17")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: the files of github.com/acme/lib/mixin have the sum "))
    #expect(outcome.errors.contains("kube-prometheus at v0.17.0 says AAAA"), "\(outcome.errors)")
    #expect(outcome.errors.contains("monigen vendor --replace github.com/acme/lib/mixin=DIR"), "\(outcome.errors)")
    #expect(!site.exists(vendor))
    #expect(!site.exists("vendor.lock.json"))
  }

  @Test("--replace puts a folder in a package's place, recorded; a package that is none is named with a suggestion")
  func replace() throws {
    try site.release("v0.17.0")
    try site.write("{ lib: 'patched' }", to: "project/patches/mixin.libsonnet")
    let unknown = try site.monigen("vendor", "v0.17", "--replace", "github.com/acme/lib/mixim=patches")
    #expect(unknown.errors.contains("hint: did you mean 'github.com/acme/lib/mixin'?"))
    let outcome = try site.monigen("vendor", "v0.17", "--replace", "github.com/acme/lib/mixin=patches")
    #expect(outcome.output.contains("  replaced github.com/acme/lib/mixin: patches\n"))
    let lock = try JSONReader.read(try site.read("vendor.lock.json"))
    let package = lock["releases"]?["v0.17.0"]?["packages"]?["github.com/acme/lib/mixin"]
    #expect(package?["replacement"]?.string == "patches")
    let rendered = try site.monigen("render", "-J", vendor, "-e", "(import 'kube-prometheus/main.libsonnet').lib")
    #expect(rendered.output == "patched\n")
  }

  @Test(
    "a transport that runs a command is refused as the source",
    arguments: ["ext::touch ran", "--upload-pack=touch ran"])
  func smuggled(remote: String) throws {
    try site.write("vendor: { source: '\(remote)' }\n", to: "project/monigen.yaml")
    let outcome = try site.monigen("vendor", "v0.17")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("is no repository that monigen fetches"))
    #expect(!site.exists("ran"))
  }

  @Test("a file where the folder of releases should be is told, and nothing is left")
  func fileInTheWay() throws {
    try site.release("v0.17.0")
    try site.write("a file", to: "project/releases")
    let outcome = try site.monigen("vendor", "v0.17")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot write to releases/v0.17.0: Not a directory"))
    #expect(!site.exists("vendor.lock.json"))
  }

  @Test(
    "a damaged cache of kube-prometheus' own repository is fetched anew",
    arguments: ["objects", "objects/pack", "HEAD"])
  func damagedCache(part: String) throws {
    let commit = try site.release("v0.17.0")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    let cache = site.workspace.folder.appending(path: "cache/monigen/git")
    let names = try FileManager.default.contentsOfDirectory(atPath: cache.path)
    let name = try #require(names.first { $0.hasPrefix("prometheus-operator") && $0.hasSuffix(".git") })
    // By the lock's commit, and by the tag.
    for arguments in [["vendor"], ["vendor", "v0.17"]] {
      try FileManager.default.removeItem(at: cache.appending(path: "\(name)/\(part)"))
      try FileManager.default.removeItem(at: site.project.appending(path: "releases"))
      let outcome = try site.run(arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output == "releases/v0.17.0: 2 packages, commit \(commit.prefix(12))\n")
    }
  }

  @Test("a release whose repository has no lock of its own is refused")
  func noUpstreamLock() throws {
    try site.commit("prometheus-operator/kube-prometheus", ["a": "1"], tag: "v0.17.0")
    let outcome = try site.monigen("vendor", "v0.17")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("kube-prometheus has no jsonnetfile.lock.json at v0.17.0"))
  }

  @Test("without a release and without a jsonnetfile there is nothing to do")
  func nothing() throws {
    let outcome = try site.monigen("vendor")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("hint: name a release: monigen vendor v0.17"))
  }
}
