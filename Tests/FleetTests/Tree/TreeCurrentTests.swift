import Foundation
import Glibc
import Platform
import Testing

@testable import Fleet

@Suite("Whether a tree is on disk already")
struct TreeCurrentTests {
  let disk: TemporaryTree
  private static let contents = ["a.yaml": "a", "b.yaml": "b", "setup/c.yaml": "c"]
  private static let origin = Digest(of: "origin")

  private static var expected: TreeWriter.Expected {
    TreeWriter.Expected(
      origin: origin, files: contents.mapValues { Digest(of: $0) }, record: TemporaryTree.record)
  }

  init() throws { disk = try TemporaryTree() }

  private var cache: String { disk.project.appending(path: "cache").path }

  private func writer(_ use: OutputRoot.Use = .check) throws -> TreeWriter {
    TreeWriter(root: try OutputRoot(path: disk.output, use: use), cluster: "prod", cache: cache)
  }

  /// Writes the tree as a build does; `meanwhile` happens between writing and the last look.
  private func build(isCoarse: Bool? = nil, meanwhile: () throws -> Void = {}) throws {
    let writer = try writer(.write)
    try writer.execute(try writer.plan(TemporaryTree.files(Self.contents), record: TemporaryTree.record))
    try meanwhile()
    TreeWriter.settle([(writer, Self.expected)], jobs: 2) { isCoarse ?? $0.isCoarse }
  }

  /// Changes a file so that size and time of modification are what they were.
  private func change(_ path: String, to text: String) throws {
    let path = disk.tree.appending(path: path).path
    var status = stat()
    try #require(stat(path, &status) == 0)
    let number = open(path, O_WRONLY)
    try #require(number >= 0)
    try Descriptor(owning: number).writeAll(Array(text.utf8))
    try #require(utimensat(AT_FDCWD, path, [status.st_mtim, status.st_mtim], 0) == 0)
  }

  @Test("a tree that was just written is known by its stamps, without the wait for another build")
  func justWritten() throws {
    try build()
    #expect(try writer().count(ofTreeMadeOf: Self.origin) == 3)
    #expect(try writer().count(ofTreeMadeOf: Digest(of: "another")) == nil)
    #expect(try writer().isCurrent(Self.expected))
  }

  @Test("where times are whole seconds, a tree that was just written is read by the next build")
  func wholeSeconds() throws {
    try build(isCoarse: true)
    #expect(try writer().count(ofTreeMadeOf: Self.origin) == nil)
    FileStamp.awaitTick()
    let next = try writer()
    #expect(next.isCurrent(Self.expected))
    next.saveStamps()
    #expect(try writer().count(ofTreeMadeOf: Self.origin) == 3)
  }

  @Test("files that are none of monigen's change nothing")
  func foreignFiles() throws {
    try build()
    try disk.write("mine.yaml", "mine")
    try disk.write("setup/deeper/mine.yaml", "mine")
    #expect(try writer().count(ofTreeMadeOf: Self.origin) == 3)
  }

  @Test(
    "whatever changes in the tree is noticed at once",
    arguments: [
      "content", "record", "touched", "removed", "link", "folder", "linked folder", "pending", "left over",
      "record removed", "tree removed",
    ])
  func changed(what: String) throws {
    try build()
    let file = disk.tree.appending(path: "setup/c.yaml")
    switch what {
    case "content": try change("setup/c.yaml", to: "x")
    case "record": try change(BuildRecord.fileName, to: " ")
    case "touched": try #require(utimensat(AT_FDCWD, file.path, nil, 0) == 0)
    case "removed": try FileManager.default.removeItem(at: file)
    case "link":
      try FileManager.default.moveItem(at: file, to: disk.project.appending(path: "c"))
      try FileManager.default.createSymbolicLink(
        at: file, withDestinationURL: disk.project.appending(path: "c"))
    case "folder":
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    case "linked folder":
      let setup = disk.tree.appending(path: "setup")
      try FileManager.default.moveItem(at: setup, to: disk.project.appending(path: "setup"))
      try FileManager.default.createSymbolicLink(at: setup, withDestinationURL: disk.project.appending(path: "setup"))
    case "pending": try disk.write(PendingRecord.fileName, "{}")
    case "left over": try disk.write("setup/\(PassingFile.name())", "half")
    case "record removed":
      try FileManager.default.removeItem(at: disk.tree.appending(path: BuildRecord.fileName))
    default: try FileManager.default.removeItem(at: disk.tree)
    }
    #expect(try writer().count(ofTreeMadeOf: Self.origin) == nil)
    // A file that was only touched is known again once it was read.
    #expect(try writer().isCurrent(Self.expected) == (what == "touched"))
  }

  @Test("what somebody changes while a build writes is never taken for what the build wrote")
  func changedMeanwhile() throws {
    try build { try change("a.yaml", to: "x") }
    #expect(try writer().count(ofTreeMadeOf: Self.origin) == nil)
    #expect(try writer().isCurrent(Self.expected) == false)
  }

  @Test("a tree that was only looked at is known by its stamps too, once they have settled")
  func lookedAt() throws {
    try disk.build(Self.contents)
    FileStamp.awaitTick()
    let writer = try writer()
    #expect(writer.count(ofTreeMadeOf: Self.origin) == nil)
    #expect(writer.isCurrent(Self.expected))
    writer.saveStamps()
    #expect(try self.writer().count(ofTreeMadeOf: Self.origin) == 3)
  }
}
