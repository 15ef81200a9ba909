import Diagnostics
import FleetProbe
import Foundation
import Platform
import Testing

@testable import Fleet

@Suite("Symbolic links in a tree")
struct TreeLinkTests {
  let disk: TemporaryTree
  let elsewhere: URL

  init() throws {
    disk = try TemporaryTree()
    elsewhere = disk.project.appending(path: "elsewhere")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
  }

  private func link(_ path: String) throws {
    let url = disk.project.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: url, withDestinationURL: elsewhere)
  }

  private var outside: [String] { (try? FileManager.default.contentsOfDirectory(atPath: elsewhere.path)) ?? ["?"] }

  @Test("a linked folder in the tree is not written through", arguments: [false, true])
  func linkedFolder(force: Bool) throws {
    try link("generated/prod/setup")
    let failure = disk.failure(["a.yaml": "a", "setup/b.yaml": "b"], force: force)
    #expect(failure.map(\.location?.file) == [disk.output + "/prod/setup/b.yaml"])
    #expect(failure[0].message.contains("'setup' is in the way: a symbolic link"))
    #expect(outside.isEmpty)
    #expect(disk.text("a.yaml") == nil)
  }

  @Test("nothing is removed through a folder that became a link")
  func removalThroughLink() throws {
    try disk.build(["setup/b.yaml": "b"])
    try FileManager.default.moveItem(at: disk.tree.appending(path: "setup"), to: elsewhere.appending(path: "setup"))
    try FileManager.default.createSymbolicLink(
      at: disk.tree.appending(path: "setup"), withDestinationURL: elsewhere.appending(path: "setup"))
    try disk.build(["a.yaml": "a"])
    #expect(FileManager.default.fileExists(atPath: elsewhere.path + "/setup/b.yaml"))
  }

  @Test("the folder of a cluster must not be a link")
  func linkedCluster() throws {
    try link("generated/prod")
    let failure = try #require(disk.failure(["a.yaml": "a"]).first)
    #expect(failure.location?.file == disk.output + "/prod")
    #expect(failure.hint?.contains("symbolic link") == true)
    #expect(outside.isEmpty)
  }

  @Test("the output root may be a link")
  func linkedRoot() throws {
    try link("generated")
    try disk.build(["a.yaml": "a"])
    #expect(outside == ["prod"])
  }
}

@Suite("Errors of the system while a tree is written")
struct TreeErrorTests {
  let disk: TemporaryTree

  init() throws { disk = try TemporaryTree() }

  private func expectUntouched(_ before: [String]) {
    #expect(disk.paths() == before)
    for path in before where path.hasSuffix(".yaml") { #expect(SeededTree.isWhole(disk.text(path) ?? "")) }
  }

  @Test("a file size limit is an error with the path, and leaves the tree as it was")
  func fileSizeLimit() throws {
    #expect(try Child.run(["build", disk.output, "1"]).status == 0)
    let before = disk.paths()
    let (status, errors) = try Child.run(["build", disk.output, "2"], through: ["bash", "-c", "ulimit -f 1; exec \"$@\"", "-"])
    #expect(status == 2)
    #expect(errors.contains("error: cannot write the file: File too large"))
    #expect(errors.contains("\(disk.output)/prod/"))
    expectUntouched(before)
    #expect(try Child.run(["build", disk.output, "2"]).errors.isEmpty)
  }

  @Test("a full disk is an error with the path, and leaves no half-written file", .enabled(if: canMount))
  func fullDisk() throws {
    let script = """
      mount -t tmpfs -o size=24k tmpfs "$0" || exit 99
      "$@"; status=$?
      find "$0" -name '.monigen*' -o -name '*.yaml' | sed 's/^/left: /' >&2
      exit $status
      """
    let (status, errors) = try Child.run(
      ["build", disk.project.path + "/generated", "3"],
      through: ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, disk.project.path])
    #expect(status == 2)
    #expect(errors.contains("error: cannot write the file: No space left on device"))
    #expect(errors.contains("hint: make room and build again"))
    #expect(!errors.contains("left: "))
  }

  private static var canMount: Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt",
    ]
    process.standardError = FileHandle.nullDevice
    try? process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test("a folder without write permission is an error with the path")
  func notWritable() throws {
    try FileManager.default.createDirectory(atPath: disk.output + "/prod", withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: disk.output + "/prod")
    // The superuser may write anywhere: be somebody else then.
    let wrapper = getuid() == 0 ? ["setpriv", "--reuid=65534", "--clear-groups"] : []
    let (status, errors) = try Child.run(["build", disk.output, "1"], through: wrapper)
    #expect(status == 2)
    #expect(errors.contains("\(disk.output)/prod/.monigen-pending.json: error: cannot write the file: Permission denied"))
    #expect(errors.contains("hint: the output folder is not writable for this user"))
  }

  @Test("an output folder that is a file is an error", arguments: ["generated", "generated/deeper"])
  func outputIsFile(path: String) throws {
    try Data().write(to: disk.project.appending(path: "generated"))
    let output = disk.project.appending(path: path).path
    let error = try #require(throws: Diagnostic.self) { try OutputRoot(path: output, use: .write) }
    #expect(error.location?.file == output)
    #expect(error.message == "cannot use the output folder: Not a directory")
    #expect(error.hint?.contains("not writable") == true)
  }

  @Test("a folder or a pipe in the way is an error", arguments: [false, true])
  func notAFileInTheWay(force: Bool) throws {
    try FileManager.default.createDirectory(atPath: disk.tree.path + "/a.yaml", withIntermediateDirectories: true)
    mkfifo(disk.tree.path + "/b.yaml", 0o644)
    let failure = disk.failure(["a.yaml": "a", "b.yaml": "b", "c.yaml": "c"], force: force)
    #expect(failure.map(\.location?.file) == ["a.yaml", "b.yaml"].map { disk.output + "/prod/" + $0 })
    #expect(disk.text("c.yaml") == nil)
  }

  @Test("a file where a folder has to be is an error")
  func fileInTheWayOfFolder() throws {
    try disk.write("setup", "mine")
    #expect(disk.failure(["setup/a.yaml": "a"]).map(\.message) == ["cannot write the file: 'setup' is in the way"])
  }

  @Test("the mode is 0644 whatever the umask")
  func modeIgnoresUmask() throws {
    _ = try Child.run(["build", disk.output, "1"], through: ["sh", "-c", "umask 077; exec \"$@\"", "-"])
    for path in disk.paths() { #expect(try disk.stamp(path).last == "420") }
    #expect(disk.paths().count > 1)
  }
}

@Suite("Two builds at once")
struct OutputRootTests {
  let disk: TemporaryTree

  init() throws { disk = try TemporaryTree() }

  @Test("the second waits for the first, says so, and then goes on")
  func waits() async throws {
    var first: OutputRoot? = try OutputRoot(path: disk.output, use: .write)
    #expect(first != nil)
    let notes = Probe.Collector()
    let path = disk.output
    let second = Platform.Thread.start(stack: 1 << 20) {
      let root = try? OutputRoot(path: path, use: .write) { notes.append(Array($0.message.utf8)) }
      notes.append(Array(root == nil ? " failed".utf8 : " done".utf8))
    }
    #expect(second)
    #expect(Probe.eventually { !notes.text.isEmpty })
    #expect(notes.text == "another monigen is writing to this folder: waiting for it to end")
    first = nil
    #expect(Probe.eventually { notes.text.hasSuffix(" done") })
  }

  @Test("checks do not wait for each other")
  func checksTogether() throws {
    try disk.build(["a.yaml": "a"])
    let first = try OutputRoot(path: disk.output, use: .check)
    let second = try OutputRoot(path: disk.output, use: .check) { _ in Issue.record("waited") }
    #expect(first.path == second.path)
  }
}
