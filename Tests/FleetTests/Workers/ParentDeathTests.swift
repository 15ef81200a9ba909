import Foundation
import Testing

@testable import Fleet

/// A parent with two workers that sleep for ever.
@Suite("Workers whose parent ends", .serialized)
struct ParentDeathTests {
  private func startParent() throws -> (parent: Child, workers: [pid_t]) {
    let parent = try Child(["pool", "2", "probe:sleep", "probe:sleep"])
    var workers: [pid_t] = []
    #expect(
      Probe.eventually {
        workers = Probe.children(of: parent.number)
        return workers.count == 2
      })
    return (parent, workers)
  }

  @Test("they end with it, however it was killed", arguments: [SIGKILL, SIGSEGV])
  func killed(signal: Int32) throws {
    let (parent, workers) = try startParent()
    #expect(parent.end(with: signal) == signal)
    #expect(Probe.eventually { !workers.contains(where: Probe.isAlive) })
  }

  @Test(
    "Ctrl-C and the request to end kill them, and give the parent its exit code",
    arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func interrupted(signal: Int32, status: Int32) throws {
    let (parent, workers) = try startParent()
    #expect(parent.end(with: signal) == status)
    #expect(Probe.eventually { !workers.contains(where: Probe.isAlive) })
  }

  @Test("a parent that was told to ignore Ctrl-C goes on ignoring it")
  func ignored() throws {
    let (status, _) = try Child.run(
      ["pool", "1", "1"], through: ["sh", "-c", "trap '' INT; \"$@\" & sleep 0.05; kill -INT $!; wait $!", "-"])
    #expect(status == 0)
  }
}
