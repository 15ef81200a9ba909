import Foundation
import Testing

/// Whether tests of rules notice faults: every comparator turned, every number moved, no `for`, every matcher dropped.
///
/// A plain run takes a sample and prints its seed; MONIGEN_LONG=1 takes every mutant. MONIGEN_RULES=velero/tests takes
/// one folder.
@Suite("Mutants of rules", .serialized, .enabled(if: Promtool.isInstalled, "\(Promtool.missing)"))
struct MutationTests {
  /// Those with a list of survivors, but not a library's tests with a configuration of their own: those show what a
  /// setting does, and the rules are the same.
  private static let folders = RuleSuite.folders.filter { folder in
    let chosen = ProcessInfo.processInfo.environment["MONIGEN_RULES"]
    let survivors = try? Survivors(folder: folder)
    return survivors != nil && (chosen == nil || chosen == folder)
  }

  /// The least share of mutants that tests must notice.
  private static let leastKilled = 0.9

  @Test("fail a test, but for those listed with a reason", arguments: folders)
  func mutants(folder: String) async throws {
    let suite = try folder == "stack/tests" ? RuleSuite.stack.get() : RuleSuite(library: folder)
    let survivors = try #require(try Survivors(folder: folder))
    #expect(survivors.groupsWithoutReason == 0)
    let run = MutationRun(rules: suite.rules, units: suite.units)
    let seed = UInt64.random(in: 0..<1_000_000)
    var generator = SplitMix(state: seed)
    let sample = Effort.isLong ? nil : folder == "stack/tests" ? 60 : 15
    let outcomes = try await run.run(sample: sample, using: &generator)

    let faults = outcomes.filter { $0.fault != nil }.map { "\($0.title): \($0.fault ?? "")" }
    #expect(faults == [], "mutants that promtool cannot read")
    let alive = Set(outcomes.filter { !$0.isKilled }.map(\.title))
    let tried = Set(outcomes.map(\.title))
    let unlisted = alive.subtracting(survivors.titles).sorted()
    #expect(unlisted == [], "\(folder), seed \(seed): no test notices these")
    let killed = survivors.titles.intersection(tried).subtracting(alive).sorted()
    #expect(killed == [], "\(folder): listed as survivors, but a test fails")
    print("\(folder), seed \(seed): \(outcomes.count - alive.count) of \(outcomes.count) mutants are noticed")
    guard Effort.isLong else { return }
    #expect(survivors.titles.subtracting(tried).sorted() == [], "\(folder): there are no such mutants")
    #expect(Double(outcomes.count - alive.count) >= Self.leastKilled * Double(outcomes.count))
  }
}
