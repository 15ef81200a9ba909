import Fleet
import FleetProbe
import Foundation
import Testing

/// Kills builds at random moments and looks at what they leave.
@Suite("Builds that are killed", .serialized)
struct TreeKillTests {
  let disk: TemporaryTree

  init() throws { disk = try TemporaryTree() }

  @Test("at any moment: every file is whole, and the next build completes another tree without a word")
  func killed() throws {
    let rounds = ProcessInfo.processInfo.environment["MONIGEN_LONG"] == "1" ? 50 : 10
    let seed = ProcessInfo.processInfo.environment["MONIGEN_SEED"].flatMap(UInt64.init) ?? .random(in: 0...999_999)
    print("killing \(rounds) builds, MONIGEN_SEED=\(seed)")
    var generator = SplitMix(state: seed)
    var interrupted = 0
    for round in 0..<rounds {
      for _ in 0...Int.random(in: 0...1, using: &generator) {
        try killBuild(seed: generator.next() % 1_000_000, after: .random(in: 0...80_000, using: &generator))
        for path in disk.paths() where path.hasSuffix(".yaml") {
          #expect(SeededTree.isWhole(disk.text(path) ?? ""), "round \(round), seed \(seed): \(path) is not whole")
        }
        if disk.paths().contains(".monigen-pending.json") { interrupted += 1 }
      }
      let next = generator.next() % 1_000_000
      let (status, errors) = try Child.run(["build", disk.output, "\(next)"])
      #expect(status == 0 && errors.isEmpty, "round \(round), seed \(seed): \(errors)")
      expectTree(seed: next)
    }
    print("\(interrupted) of them were killed while files were on their way")
    #expect(interrupted > 0)
  }

  @Test("SIGINT and SIGTERM leave no passing file, and exit with 130 and 143", arguments: [(SIGINT, 130), (SIGTERM, 143)])
  func interrupted(signal: Int32, status: Int) throws {
    for attempt in 0..<5 {
      let child = try Child(["rebuild", disk.output, "\(attempt)"])
      child.waitForLine()
      usleep(UInt32.random(in: 0...40_000))
      #expect(child.end(with: signal) == Int32(status))
      #expect(disk.paths().filter { $0.contains(".tmp") }.isEmpty)
    }
  }

  private func killBuild(seed: UInt64, after microseconds: UInt32) throws {
    let child = try Child(["rebuild", disk.output, "\(seed)"])
    child.waitForLine()
    usleep(microseconds)
    #expect(child.end(with: SIGKILL) == SIGKILL)
  }

  /// Exactly the files of the seed, and nothing passing.
  private func expectTree(seed: UInt64) {
    let files = SeededTree(seed: seed).files
    #expect(disk.paths() == (files.map(\.path) + ["monigen.lock.json"]).sorted())
    for file in files { #expect(disk.text(file.path) == String(decoding: file.contents, as: UTF8.self)) }
  }
}
