import Diagnostics
import Foundation
import Platform
import Testing

@testable import Fleet

@Suite("Files that somebody edited")
struct TreeEditTests {
  let disk: TemporaryTree

  init() throws { disk = try TemporaryTree() }

  @Test("without git, edited files are refused, all of them are named, and nothing is written")
  func refused() throws {
    try disk.build(["a.yaml": "a", "b.yaml": "b", "c.yaml": "c", "d.yaml": "d"])
    try disk.write("a.yaml", "edited")
    try disk.write("d.yaml", "edited too")
    let failure = try #require(disk.failure(["a.yaml": "new", "b.yaml": "new", "c.yaml": "c"]).first)
    #expect(failure.message.contains("2 files that are not as monigen wrote them, and git cannot give back what is there"))
    #expect(failure.notes.map(\.message) == ["a.yaml", "d.yaml"].map { disk.output + "/prod/" + $0 })
    #expect(failure.hint?.contains("--force") == true)
    #expect(disk.text("a.yaml") == "edited")
    #expect(disk.text("b.yaml") == "b")
    #expect(disk.text("d.yaml") == "edited too")
  }

  @Test("with force they are overwritten or removed, with a warning")
  func force() throws {
    try disk.build(["a.yaml": "a", "old.yaml": "o"])
    try disk.write("a.yaml", "edited")
    try disk.write("old.yaml", "edited")
    let plan = try disk.build(["a.yaml": "new"], force: true)
    #expect(plan.warnings.count == 2)
    #expect(plan.warnings.allSatisfy { $0.severity == .warning })
    #expect(disk.paths() == ["a.yaml", "monigen.lock.json"])
    #expect(disk.text("a.yaml") == "new")
  }

  @Test("an edit that is just what the build produces is none")
  func rightEdit() throws {
    try disk.build(["a.yaml": "a"])
    try disk.write("a.yaml", "new")
    #expect(try disk.build(["a.yaml": "new"]).warnings.isEmpty)
  }

  @Test("an edited file that is committed is overwritten with a warning")
  func committed() throws {
    try disk.build(["a.yaml": "a"])
    try disk.write("a.yaml", "edited")
    try disk.commitAll()
    let plan = try disk.build(["a.yaml": "new"])
    #expect(plan.warnings.map(\.notes).first?.map(\.message) == [disk.output + "/prod/a.yaml"])
    #expect(disk.text("a.yaml") == "new")
  }

  @Test("an edited file that is only staged is overwritten with a warning")
  func staged() throws {
    try disk.build(["a.yaml": "a", "b.yaml": "b"])
    try disk.git("init", "-q")
    try disk.write("a.yaml", "edited")
    try disk.git("add", "-A")
    #expect(try disk.build(["a.yaml": "new", "b.yaml": "b"]).warnings.count == 1)
  }

  @Test("an edit after the commit is refused: git has another content")
  func editedAfterCommit() throws {
    try disk.build(["a.yaml": "a"])
    try disk.commitAll()
    try disk.write("a.yaml", "edited")
    #expect(disk.failure(["a.yaml": "new"]).count == 1)
    #expect(disk.text("a.yaml") == "edited")
  }

  @Test("git's line ending conversion does not make a file look unsaved")
  func convertedLineEndings() throws {
    try disk.build(["a.yaml": "a\n"])
    try disk.git("init", "-q")
    try disk.git("config", "core.autocrlf", "true")
    try disk.write("a.yaml", "edited\r\n")
    try disk.git("add", "-A")
    #expect(try disk.build(["a.yaml": "new\n"]).warnings.count == 1)
  }

  @Test("a symbolic link in place of a file is an edit; with force the link goes, and its target stays")
  func linkInPlace() throws {
    try disk.build(["a.yaml": "a"])
    let target = disk.project.appending(path: "target")
    try Data("precious".utf8).write(to: target)
    let link = disk.tree.appending(path: "a.yaml")
    try FileManager.default.removeItem(at: link)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
    #expect(disk.failure(["a.yaml": "new"]).count == 1)
    try disk.build(["a.yaml": "new"], force: true)
    #expect(try String(contentsOf: target, encoding: .utf8) == "precious")
    #expect(disk.text("a.yaml") == "new")
  }
}

@Suite("Build records that are missing or damaged")
struct TreeRecordTests {
  let disk: TemporaryTree

  init() throws { disk = try TemporaryTree() }

  @Test(
    "a record that is missing or unreadable does not block a build, and is written anew",
    arguments: [nil, "", "<<<<<<< HEAD\n", "{\"files\": 3}", "\u{0}\u{1}", "[1, 2"])
  func damaged(text: String?) throws {
    try disk.build(["a.yaml": "a", "b.yaml": "b"])
    let before = disk.text("monigen.lock.json")
    try FileManager.default.removeItem(at: disk.tree.appending(path: "monigen.lock.json"))
    if let text { try disk.write("monigen.lock.json", text) }
    #expect(try disk.build(["a.yaml": "a", "b.yaml": "b"]).written.isEmpty)
    #expect(disk.text("monigen.lock.json") == before)
  }

  @Test("a record with merge conflicts still tells what monigen wrote, on both sides")
  func conflict() throws {
    try disk.build(["a.yaml": "ours", "b.yaml": "b", "gone.yaml": "g"])
    let ours = try #require(disk.text("monigen.lock.json")).split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(ours.firstIndex { $0.contains("a.yaml") })
    let theirs = "    \"a.yaml\": \"\(Digest(of: "theirs").hex)\","
    let merged = ours[..<index] + ["<<<<<<< HEAD", ours[index], "=======", theirs[...], ">>>>>>> main"] + ours[(index + 1)...]
    try disk.write("monigen.lock.json", merged.joined(separator: "\n"))
    try disk.write("a.yaml", "theirs")
    let plan = try disk.build(["a.yaml": "new", "b.yaml": "new"])
    #expect(plan.warnings.isEmpty)
    #expect(plan.removed == ["gone.yaml"])
    #expect(disk.text("a.yaml") == "new")
  }

  @Test("without a record, what differs is refused unless git has it, and force overwrites it")
  func unknownContent() throws {
    try disk.build(["a.yaml": "a", "b.yaml": "b"])
    try FileManager.default.removeItem(at: disk.tree.appending(path: "monigen.lock.json"))
    #expect(disk.failure(["a.yaml": "new", "b.yaml": "b"]).first?.notes.count == 1)
    try disk.commitAll()
    #expect(try disk.build(["a.yaml": "new", "b.yaml": "b"]).warnings.count == 1)
    try FileManager.default.removeItem(at: disk.tree.appending(path: "monigen.lock.json"))
    #expect(try disk.build(["a.yaml": "newer", "b.yaml": "b"], force: true).written == ["a.yaml"])
  }

  @Test("without a record, what is left over is named and left alone")
  func leftOver() throws {
    try disk.build(["a.yaml": "a", "old.yaml": "o"])
    try FileManager.default.removeItem(at: disk.tree.appending(path: "monigen.lock.json"))
    let plan = try disk.build(["a.yaml": "a"])
    #expect(plan.removed.isEmpty)
    #expect(plan.warnings.first?.notes.map(\.message) == [disk.output + "/prod/old.yaml"])
    #expect(disk.text("old.yaml") == "o")
  }

  @Test("a merge that left conflict markers in the files does not block a build either")
  func conflictMarkers() throws {
    try disk.build(["a.yaml": "base\n"])
    try disk.commitAll()
    try disk.git("checkout", "-qb", "other")
    try disk.build(["a.yaml": "theirs\n"])
    try disk.git("commit", "-qam", "theirs")
    try disk.git("checkout", "-q", "-")
    try disk.build(["a.yaml": "ours\n"])
    try disk.git("commit", "-qam", "ours")
    let merge = Process()
    merge.executableURL = URL(filePath: "/usr/bin/env")
    merge.arguments = ["git", "-C", disk.project.path, "-c", "user.name=t", "-c", "user.email=t@t", "merge", "-q", "other"]
    merge.standardOutput = FileHandle.nullDevice
    merge.standardError = FileHandle.nullDevice
    try merge.run()
    merge.waitUntilExit()
    #expect(disk.text("a.yaml")?.contains("<<<<<<<") == true)
    #expect(disk.text("monigen.lock.json")?.contains("<<<<<<<") == true)
    #expect(try disk.build(["a.yaml": "new\n"]).warnings.count == 1)
    #expect(disk.text("a.yaml") == "new\n")
  }

  @Test("a record from a stranger cannot make monigen remove anything outside the tree")
  func hostileRecord() throws {
    try disk.build(["a.yaml": "a"])
    let victim = disk.project.appending(path: "generated/victim")
    try Data("v".utf8).write(to: victim)
    try disk.write(
      "monigen.lock.json",
      "{\"files\": {\"../victim\": \"\(Digest(of: "v").hex)\", \"\(victim.path)\": \"\(Digest(of: "v").hex)\"}}")
    try disk.build(["a.yaml": "a"])
    #expect(FileManager.default.fileExists(atPath: victim.path))
  }
}
