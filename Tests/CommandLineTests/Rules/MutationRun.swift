import Foundation
import ValueTree

/// Mutants of rules against their tests: each mutant alone, with the tests that look at its rule or at what reads it.
struct MutationRun: Sendable {
  let rules: RuleSet
  let units: [RuleTestUnit]

  /// One mutant and whether a test noticed.
  struct Outcome: Sendable {
    /// Names the mutant: the rule, then the change.
    var title: String
    var isKilled: Bool
    /// What promtool said where it did not even read the rules: a fault of the harness.
    var fault: String?
  }

  private struct Job {
    var rule: RuleSet.Rule
    var mutant: Mutant
    var title: String { "\(rule.title): \(mutant.change)" }
  }

  /// Runs the mutants, or a sample of them.
  ///
  /// - Parameter sample: how many, nil for all.
  func run<G: RandomNumberGenerator>(sample: Int?, using generator: inout G) async throws -> [Outcome] {
    var jobs = rules.rules.flatMap { rule in Mutant.all(of: rule).map { Job(rule: rule, mutant: $0) } }
    if let sample, sample < jobs.count { jobs = Array(jobs.shuffled(using: &generator).prefix(sample)) }
    let names = Set(rules.rules.map(\.name))
    let mentions = units.map { $0.mentioned(among: names) }
    return try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      for (index, job) in jobs.enumerated() {
        // As many wait as run: each holds a folder.
        if index >= 4 { break }
        group.addTask { (index, try await outcome(of: job, mentions: mentions)) }
      }
      var next = min(4, jobs.count)
      var outcomes: [(Int, Outcome)] = []
      while let result = try await group.next() {
        outcomes.append(result)
        if next < jobs.count {
          let (index, job) = (next, jobs[next])
          group.addTask { (index, try await outcome(of: job, mentions: mentions)) }
          next += 1
        }
      }
      return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func outcome(of job: Job, mentions: [Set<String>]) async throws -> Outcome {
    let touched = rules.dependents(of: job.rule.name)
    let chosen = units.indices.filter { !mentions[$0].isDisjoint(with: touched) }
    guard !chosen.isEmpty else { return Outcome(title: job.title, isKilled: false) }
    let needed = rules.needed(for: chosen.reduce(into: [job.rule.name]) { $0.formUnion(mentions[$1]) })
    let file = rules.file(only: needed, mutating: job.rule, to: job.mutant)
    let complaint = try await Promtool.complaint(rules: file, units: chosen.map { units[$0] })
    let isFault = complaint?.contains("could not parse expression") == true
    return Outcome(title: job.title, isKilled: complaint != nil && !isFault, fault: isFault ? complaint : nil)
  }
}

extension Promtool {
  /// Tests rules with units in a folder of their own; nil where promtool has nothing to say.
  static func complaint(rules: Value, units: [RuleTestUnit]) async throws -> String? {
    guard let url else { return missing }
    let workspace = try Workspace()
    // JSON is YAML, and quick to write.
    try workspace.write(JSONWriter.compact(rules), to: "rules.yaml")
    let files = RuleTestUnit.files(units)
    for file in files { try workspace.write(JSONWriter.compact(file.document), to: file.name) }
    let outcome = try await Binary.run(url, ["test", "rules"] + files.map(\.name), in: workspace.folder)
    return outcome.status == 0 ? nil : outcome.output + outcome.errors
  }
}
