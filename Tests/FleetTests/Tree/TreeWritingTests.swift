import Foundation
import Platform
import Testing

@testable import Fleet

@Suite("Writing a tree")
struct TreeWritingTests {
  let disk: TemporaryTree

  init() throws { disk = try TemporaryTree() }

  @Test("a first build writes every file, mode 0644, and the record")
  func firstBuild() throws {
    let plan = try disk.build(["a.yaml": "a\n", "setup/namespace.yaml": "n\n"])
    #expect(plan.written == ["a.yaml", "setup/namespace.yaml"])
    #expect(plan.warnings.isEmpty)
    #expect(disk.paths() == ["a.yaml", "monigen.lock.json", "setup/namespace.yaml"])
    #expect(disk.text("setup/namespace.yaml") == "n\n")
    #expect(try disk.stamp("a.yaml").last == "420")
  }

  @Test("the record has one line per file in a fixed order, and nothing of the machine or the time")
  func record() throws {
    try disk.build(["b.yaml": "b", "a.yaml": "a", "a/z.yaml": "z"])
    #expect(
      disk.text("monigen.lock.json") == """
        {
          "schema": 1,
          "release": "v0.17.0",
          "stack": "embedded",
          "inputs": {
            "clusters/prod.yaml": "\(Digest(of: "prod").hex)",
            "releases/v0.17.0/vendor/x.libsonnet": "\(Digest(of: "x").hex)"
          },
          "files": {
            "a.yaml": "\(Digest(of: "a").hex)",
            "a/z.yaml": "\(Digest(of: "z").hex)",
            "b.yaml": "\(Digest(of: "b").hex)"
          }
        }

        """)
  }

  @Test("files with the same bytes are not touched, the record too")
  func unchanged() throws {
    try disk.build(["a.yaml": "a", "b.yaml": "b"])
    let before = try ["a.yaml", "monigen.lock.json"].map(disk.stamp)
    #expect(try disk.build(["a.yaml": "a", "b.yaml": "b"]).isEmpty)
    #expect(try ["a.yaml", "monigen.lock.json"].map(disk.stamp) == before)
    let plan = try disk.build(["a.yaml": "a", "b.yaml": "new"])
    #expect(plan.written == ["b.yaml"])
    #expect(plan.unchanged == ["a.yaml"])
    #expect(try disk.stamp("a.yaml") == before[0])
    #expect(disk.text("b.yaml") == "new")
  }

  @Test("files no longer produced go, and so do the folders they leave empty")
  func removal() throws {
    try disk.build(["a.yaml": "a", "x/y/old.yaml": "o", "kept/old.yaml": "o"])
    try disk.write("kept/README.md", "mine")
    let plan = try disk.build(["a.yaml": "a"])
    #expect(plan.removed == ["kept/old.yaml", "x/y/old.yaml"])
    #expect(disk.paths() == ["a.yaml", "kept/README.md", "monigen.lock.json"])
    #expect(!FileManager.default.fileExists(atPath: disk.tree.appending(path: "x").path))
  }

  @Test("files that monigen did not write are left alone")
  func foreign() throws {
    try disk.build(["a.yaml": "a"])
    try disk.write("README.md", "mine")
    try disk.build(["a.yaml": "b"])
    try disk.build([:])
    #expect(disk.paths() == ["README.md", "monigen.lock.json"])
    #expect(disk.text("README.md") == "mine")
  }

  @Test("a foreign file in the way of a new path is an error that names it and what overwrites it; with force it goes")
  func foreignInTheWay() throws {
    try disk.build(["a.yaml": "a"])
    try disk.write("b.yaml", "mine")
    let failure = disk.failure(["a.yaml": "new", "b.yaml": "b"])
    #expect(failure.map(\.location?.file) == [disk.output + "/prod/b.yaml"])
    #expect(failure[0].message.contains("a file that monigen did not write is in the way"))
    #expect(failure[0].hint?.contains("--force") == true)
    #expect(disk.text("a.yaml") == "a")
    #expect(disk.text("b.yaml") == "mine")
    // As when git took back the record, and left what the build had added.
    let plan = try disk.build(["a.yaml": "new", "b.yaml": "b"], force: true)
    #expect(plan.written == ["a.yaml", "b.yaml"])
    #expect(plan.warnings.contains { $0.notes.contains { $0.message.contains("b.yaml") } || $0.message.contains("b.yaml") })
    #expect(disk.text("b.yaml") == "b")
  }

  @Test("a foreign file with just the right bytes is taken over")
  func foreignIdentical() throws {
    try disk.build(["a.yaml": "a"])
    try disk.write("b.yaml", "b")
    let before = try disk.stamp("b.yaml")
    #expect(try disk.build(["a.yaml": "a", "b.yaml": "b"]).unchanged == ["a.yaml", "b.yaml"])
    #expect(try disk.stamp("b.yaml") == before)
    #expect(try disk.build(["a.yaml": "a"]).removed == ["b.yaml"])
  }

  @Test("a cluster in a subfolder has its tree in one")
  func nestedCluster() throws {
    let writer = TreeWriter(root: try OutputRoot(path: disk.output, use: .write), cluster: "eu/prod")
    try writer.execute(try writer.plan(TemporaryTree.files(["a.yaml": "a"]), record: TemporaryTree.record))
    #expect(FileManager.default.fileExists(atPath: disk.output + "/eu/prod/a.yaml"))
  }

  @Test("a cluster's name cannot lead out of the output root", arguments: ["..", "a/../../b", "/tmp/x", "", "a\u{7}b"])
  func clusterName(name: String) throws {
    let writer = TreeWriter(root: try OutputRoot(path: disk.output, use: .write), cluster: name)
    #expect(throws: (any Error).self) { try writer.plan([], record: TemporaryTree.record) }
  }
}
