import Foundation
import Testing
import ValueTree

/// The project's own jsonnetfile, whose packages name others at public addresses.
@Suite("monigen vendor and packages of packages")
struct VendorPackageTests {
  private let site: VendorSite

  init() throws { site = try VendorSite() }

  @Test("two repositories that depend on each other come once each")
  func cycle() throws {
    for (name, other) in [("one", "two"), ("two", "one")] {
      let dependency = VendorSite.jsonnetfile(naming: "https://github.com/acme/\(other).git")
      try site.commit("acme/\(name)", ["\(name).libsonnet": "'\(name)'", "jsonnetfile.json": dependency])
    }
    try site.writeJsonnetfile(naming: "https://github.com/acme/one")
    let outcome = try site.monigen("vendor")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "vendor: 2 packages\n")
    #expect(try site.read("vendor/one/one.libsonnet") == "'one'")
    #expect(try site.read("vendor/github.com/acme/two/two.libsonnet") == "'two'")
    let lock = try JSONReader.read(try site.read("jsonnetfile.lock.json"))
    let remotes = lock["dependencies"]?.array?.compactMap { $0["source"]?["git"]?["remote"]?.string }
    #expect(remotes == ["https://github.com/acme/one", "https://github.com/acme/two.git"])
    #expect(try site.monigen("vendor").output == "vendor: 2 packages, unchanged\n")
  }

  @Test(
    "what git could run or take for an option is refused, in the project's file and in a package's",
    arguments: [
      (remote: "ext::touch ran", folder: "", version: "main", error: "'ext::touch ran' is no repository"),
      ("--upload-pack=touch ran", "", "main", "'--upload-pack=touch ran' is no repository"),
      ("ssh://-oProxyCommand=touch%20ran/a", "", "main", "is no repository"),
      ("fd::7", "", "main", "'fd::7' is no repository"),
      ("https://github.com/acme/lib", "--output=ran", "main", "the folder '--output=ran'"),
      ("https://github.com/acme/lib", "../../ran", "main", "the folder '../../ran'"),
      ("https://github.com/acme/lib", "", "--upload-pack=ran", "'--upload-pack=ran' is no version"),
    ], [false, true])
  func smuggled(entry: (remote: String, folder: String, version: String, error: String), nested: Bool) throws {
    let text = VendorSite.jsonnetfile(naming: entry.remote, folder: entry.folder, version: entry.version)
    if nested {
      try site.commit("acme/outer", ["jsonnetfile.json": text])
      try site.writeJsonnetfile(naming: "https://github.com/acme/outer")
    } else {
      try site.write(text, to: "project/jsonnetfile.json")
    }
    let outcome = try site.monigen("vendor")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(entry.error), "\(outcome.errors)")
    let left = try FileManager.default.subpathsOfDirectory(atPath: site.project.path).sorted()
    #expect(left == ["jsonnetfile.json", "monigen.yaml"])
  }
}
