import Foundation
import Glibc
import Testing

/// Runs that do not end as they should, and runs that meet.
@Suite("monigen vendor, interrupted and at once")
struct VendorInterruptionTests {
  private let site: VendorSite

  init() throws { site = try VendorSite() }

  /// What no finished run leaves behind.
  private func leftovers() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: site.project.path).filter { $0.hasSuffix(".tmp") }
  }

  private func removeReleases() throws {
    try FileManager.default.removeItem(at: site.project.appending(path: "releases"))
  }

  @Test(
    "a run that is killed while half of a pack is here leaves nothing in place; the next one goes on and succeeds",
    arguments: 1...4)
  func killed(pack: Int) throws {
    let commit = try site.release("v0.17.0")
    let before = try site.workspace.tree("project")
    let gate = try site.hold(pack: pack)
    let run = try site.start("vendor", "v0.17")
    try gate.waitUntilReached()
    kill(run.process.processIdentifier, SIGKILL)
    run.process.waitUntilExit()
    #expect(run.process.terminationReason == .uncaughtSignal)
    #expect(try site.workspace.tree("project") == before)
    // Nobody killed git: it still waits for the other half, and gets it when the next run is done.
    let next = try site.monigen("vendor", "v0.17")
    #expect(next.status == 0, "\(next.errors)")
    #expect(next.output == "releases/v0.17.0: 2 packages, commit \(commit.prefix(12))\n")
    let whole = try site.workspace.tree("project")
    gate.open()
    #expect(try site.monigen("vendor", "--check").output == "as the locks say\n")
    #expect(try leftovers() == [])
    try removeReleases()
    #expect(try site.monigen("vendor").status == 0)
    #expect(try site.workspace.tree("project") == whole)
  }

  @Test("two runs at once end with one complete result, for one release and for two", arguments: ["v0.17", "v0.18"])
  func atOnce(other: String) throws {
    try site.release("v0.17.0")
    try site.release("v0.18.0")
    let gate = try site.hold(pack: 1)
    let first = try site.start("vendor", "v0.17")
    try gate.waitUntilReached()
    let second = try site.start("vendor", other)
    try wait(until: second, hasOpen: ".git.lock")
    gate.open()
    try expectSuccess(of: first)
    try expectSuccess(of: second)
    #expect(try leftovers() == [])
    #expect(try site.monigen("vendor", "--check").output == "as the locks say\n")
    let result = try site.workspace.tree("project")
    #expect(result.keys.contains("releases/\(other).0/vendor/.monigen.sha256"))
    // The same as one after the other.
    try removeReleases()
    try FileManager.default.removeItem(at: site.project.appending(path: "vendor.lock.json"))
    for release in Set(["v0.17", other]).sorted() { try #require(try site.monigen("vendor", release).status == 0) }
    #expect(try site.workspace.tree("project") == result)
  }

  @Test("the folders of releases are taken in one order, so that two runs never wait for each other")
  func order() throws {
    try site.release("v0.17.0")
    try site.release("v0.18.0")
    let folder = site.project.appending(path: "releases/v0.17.0")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // The test stands for the other run.
    let held = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try #require(flock(held, LOCK_EX) == 0)
    let run = try site.start("vendor", "v0.18", "v0.17")
    try wait(until: run, hasOpen: "/releases/v0.17.0")
    #expect(!site.exists("releases/v0.18.0"), "it holds a folder while it waits for one that comes before")
    close(held)
    try expectSuccess(of: run)
    #expect(try site.monigen("vendor", "--check").status == 0)
  }

  @Test("a run that fails makes no folder, whether a repository or a sum is at fault")
  func failed() throws {
    let library = "github.com/acme/lib/mixin"
    try site.release("v0.17.0", sum: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    #expect(try site.monigen("vendor", "v0.17").errors.contains("the files of \(library) have the sum "))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: site.project.path) == ["monigen.yaml"])
    try site.release("v0.17.0")
    try FileManager.default.removeItem(at: site.workspace.folder.appending(path: "\(VendorSite.below)/acme"))
    try FileManager.default.removeItem(at: site.workspace.folder.appending(path: "cache"))
    #expect(try site.monigen("vendor", "v0.17").errors.contains("error: cannot fetch from https://github.com/acme/lib"))
    #expect(try site.monigen("vendor", "v0.18").errors.contains("has no release v0.18"))
    #expect(try FileManager.default.subpathsOfDirectory(atPath: site.project.path) == ["monigen.yaml"])
  }

  @Test("what killed runs left is removed where nobody is at work; another program's file on its way stays")
  func cleaned() throws {
    try site.release("v0.17.0")
    try #require(try site.monigen("vendor", "v0.17").status == 0)
    let cache = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: site.workspace.folder.appending(path: "cache").path)
        .first { $0.hasSuffix("/monigen") })
    let dead = ".monigen-\(try deadProcess())-1.tmp"
    let alive = ".monigen-\(getpid())-1.tmp"
    let left = [
      "project/\(dead)", "project/releases/v0.17.0/\(dead)", "project/releases/v0.17.0/.monigen-1-1.tmp/half",
      "cache/\(cache)/\(dead)",
    ]
    for path in left { try site.write("half", to: path) }
    try site.write("not half", to: "project/\(alive)")
    // Somebody else works there.
    let folder = site.project.appending(path: "releases/v0.17.0")
    let held = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try #require(flock(held, LOCK_EX) == 0)
    #expect(try site.monigen("vendor").output.hasSuffix(", unchanged\n"))
    #expect(left.map(site.workspace.exists) == [false, true, true, false])
    close(held)
    #expect(try site.monigen("vendor").status == 0)
    #expect(left.map(site.workspace.exists) == [false, false, false, false])
    #expect(site.exists(alive))
  }

  /// The number of a process that has ended and was waited for.
  private func deadProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  /// Returns when a process has a file open whose path ends in some way, which is when it waits for that file's lock
  /// or has it.
  private func wait(until run: Binary.Running, hasOpen end: String) throws {
    let folder = "/proc/\(run.process.processIdentifier)/fd"
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline, run.process.isRunning {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let targets = files.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
      if targets.contains(where: { $0.hasSuffix(end) }) { return }
      usleep(1000)
    }
    Issue.record("it never opened …\(end)")
  }

  private func expectSuccess(of run: Binary.Running, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let errors = String(decoding: run.errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == 0, "\(errors)", sourceLocation: sourceLocation)
  }
}
