import Foundation
import Glibc
import Testing

@Suite("monigen vendor and folders that are read-only", .enabled(if: Permissions.bind))
struct VendorReadOnlyTests {
  private let site: VendorSite

  init() throws { site = try VendorSite() }

  @Test(
    "a read-only folder is told, everything stays as it was, and with the permission the same command succeeds",
    arguments: [
      (made: "project", readOnly: "project", named: "/project"),
      ("project/releases", "project", "/project"),
      ("project/releases", "project/releases", " releases/v0.17.0"),
      ("project/releases/v0.17.0", "project/releases/v0.17.0", " releases/v0.17.0"),
      ("cache", "cache", ".git"),
    ])
  func readOnly(made: String, readOnly: String, named: String) throws {
    try site.release("v0.17.0")
    let root = site.workspace.folder
    try FileManager.default.createDirectory(at: root.appending(path: made), withIntermediateDirectories: true)
    let before = try FileManager.default.subpathsOfDirectory(atPath: site.project.path).sorted()
    let folder = root.appending(path: readOnly).path
    try #require(chmod(folder, 0o555) == 0)
    defer { chmod(folder, 0o755) }
    let outcome = try site.monigenWithoutPrivileges("vendor", "v0.17")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: cannot write "), "\(outcome.errors)")
    #expect(outcome.errors.contains("\(named): Permission denied\n"), "\(outcome.errors)")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: site.project.path).sorted() == before)
    chmod(folder, 0o755)
    #expect(try site.monigenWithoutPrivileges("vendor", "v0.17").status == 0)
    #expect(try site.monigen("vendor", "--check").status == 0)
  }

  @Test("what is there and whole needs no permission to write; what is not is told and stays")
  func present() throws {
    try site.release("v0.17.0")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    let changed = "releases/v0.17.0/vendor/mixin/mixin.libsonnet"
    let folders = ["releases/v0.17.0/vendor", "releases/v0.17.0", "releases", ""]
      .map { site.project.appending(path: $0).path }
    for folder in folders { try #require(chmod(folder, 0o555) == 0) }
    defer { for folder in folders { chmod(folder, 0o755) } }
    #expect(try site.monigenWithoutPrivileges("vendor", "v0.17").output.hasSuffix(", unchanged\n"))
    try site.write("changed", to: "project/\(changed)")
    let tree = try site.workspace.tree("project")
    let outcome = try site.monigenWithoutPrivileges("vendor", "v0.17")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: cannot write to "))
    #expect(try site.workspace.tree("project") == tree)
  }
}
