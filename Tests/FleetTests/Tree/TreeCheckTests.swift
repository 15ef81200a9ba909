import Foundation
import Platform
import Testing

@testable import Fleet

@Suite("Checking a tree")
struct TreeCheckTests {
  let disk: TemporaryTree

  init() throws { disk = try TemporaryTree() }

  @Test("a tree just built has no differences")
  func clean() throws {
    try disk.build(["a.yaml": "a", "setup/b.yaml": "b"])
    #expect(try disk.check(["a.yaml": "a", "setup/b.yaml": "b"]).isEmpty)
  }

  @Test("what is missing, changed, or no longer produced is told, and nothing is written")
  func differences() throws {
    try disk.build(["a.yaml": "a", "b.yaml": "b", "c.yaml": "c", "edited.yaml": "e"])
    try disk.write("edited.yaml", "by hand")
    try disk.write("foreign.yaml", "mine")
    let before = try disk.paths().map(disk.stamp)
    #expect(
      try disk.check(["a.yaml": "a", "b.yaml": "new", "d.yaml": "d", "edited.yaml": "e"]) == [
        TreeDifference(path: "b.yaml", kind: .changed), TreeDifference(path: "c.yaml", kind: .extra),
        TreeDifference(path: "d.yaml", kind: .missing), TreeDifference(path: "edited.yaml", kind: .changed),
        TreeDifference(path: "monigen.lock.json", kind: .record),
      ])
    #expect(try disk.paths().map(disk.stamp) == before)
  }

  @Test("another input alone is a difference of the record")
  func otherInput() throws {
    var record = TemporaryTree.record
    record.inputs[0].digest = Digest(of: "y")
    try disk.build(["a.yaml": "a"], record: record)
    #expect(try disk.check(["a.yaml": "a"]) == [TreeDifference(path: "monigen.lock.json", kind: .record)])
  }

  @Test("without any folder everything is missing, and none is created")
  func noFolder() throws {
    #expect(try disk.check(["a.yaml": "a"]).map(\.kind) == [.missing, .record])
    #expect(!FileManager.default.fileExists(atPath: disk.output))
  }
}

@Suite("Planning a tree")
struct TreePlanTests {
  private let place = TreePlace(path: "generated/prod", cluster: "prod")

  private func plan(_ files: [String: String], _ snapshot: TreeSnapshot) -> TreePlan {
    TreePlan.make(
      files: TemporaryTree.files(files), record: TemporaryTree.record, snapshot: snapshot, place: place, force: false)
  }

  /// On disk: what each path holds. Known: what records name there.
  private func snapshot(_ disk: [String: String], record: [String: String], pending: [String: [String]] = [:])
    -> TreeSnapshot
  {
    var snapshot = TreeSnapshot()
    var pendingFiles = KnownFiles()
    for (path, texts) in pending { texts.forEach { pendingFiles.insert(Digest(of: $0), at: path) } }
    for (path, text) in record { snapshot.known.insert(Digest(of: text), at: path) }
    snapshot.known = snapshot.known.union(pendingFiles)
    if !pending.isEmpty { snapshot.pending = pendingFiles }
    snapshot.states = disk.mapValues { .file(Digest(of: $0)) }
    return snapshot
  }

  @Test("what a killed build wrote is not an edit, although the inputs changed since")
  func killedThenChanged() {
    let state = snapshot(
      ["a": "half-done", "new": "half-done", "old": "old"], record: ["a": "old", "old": "old"],
      pending: ["a": ["half-done"], "new": ["half-done"]])
    let plan = plan(["a": "third", "b": "b"], state)
    #expect(plan.errors.isEmpty && plan.warnings.isEmpty)
    #expect(plan.written == ["a", "b"])
    #expect(plan.removed == ["new", "old"])
  }

  @Test("a person's edit after a killed build is one")
  func killedThenEdited() {
    let state = snapshot(["a": "by hand"], record: ["a": "old"], pending: ["a": ["half-done"]])
    #expect(plan(["a": "third"], state).errors.count == 1)
  }

  @Test("the next pending record keeps what killed builds left on disk, and nothing else of theirs")
  func pendingAccumulates() {
    let state = snapshot(
      ["a": "first", "b": "old"], record: ["a": "old", "b": "old"],
      pending: ["a": ["zeroth", "first"], "b": ["first"], "gone": ["first"]])
    let pending = plan(["a": "second", "b": "second"], state).pending
    #expect(pending?.digests["a"] == [Digest(of: "first"), Digest(of: "second")])
    #expect(pending?.digests["b"] == [Digest(of: "second")])
    #expect(pending?.digests["gone"] == nil)
  }

  @Test("nothing to do is an empty plan")
  func empty() {
    var state = snapshot(["a": "a"], record: ["a": "a"])
    state.recordText = Array(TemporaryTree.record.text(files: ["a": Digest(of: "a")]).utf8)
    #expect(plan(["a": "a"], state).isEmpty)
    state.leftovers = [".monigen-1-1.tmp"]
    #expect(!plan(["a": "a"], state).isEmpty)
  }
}
