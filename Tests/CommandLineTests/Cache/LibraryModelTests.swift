import Foundation
import TestSupport
import Testing

/// The summaries of libraries must never be seen: a build that has them gives what one without them gives, and without
/// a cache, where every target looks at every library itself.
@Suite("Builds with summaries of libraries")
struct LibraryModelTests {
  @Test("whatever was edited, a build with them gives the same as a clean one without")
  func edits() async throws {
    let seed = TestSupport.Effort.seed
    var edited = try EditedLibraries(seed: seed)
    var history: [String] = []
    var failed = 0
    for _ in 0...TestSupport.Effort.count(full: 300, quick: 8) {
      let builds = try await Builds(edited)
      #expect(builds.differences == [], "seed \(seed), after \(history.count) edits: \(history.suffix(12))")
      failed += 2 - builds.clusters.count
      history.append(try edited.edit())
    }
    print("\(history.count) edits, \(failed) of \(2 * history.count) clusters failed (seed \(seed))")
  }

  /// A build with summaries and a cache, and one with neither.
  private struct Builds {
    let summarised: Binary.Outcome
    private let plain: Binary.Outcome
    private let tree: [String: Data]
    private let plainTree: [String: Data]

    init(_ edited: EditedLibraries) async throws {
      let clean = "\(edited.plain)/generated"
      if edited.workspace.exists(clean) {
        try FileManager.default.removeItem(at: edited.workspace.folder.appending(path: clean))
      }
      plain = try await Binary.run(["build", "--no-cache", "--keep-going"], in: edited.folder(edited.plain))
      summarised = try await Binary.run(["build", "--keep-going"], in: edited.folder(edited.summarised))
      plainTree = try Self.tree(clean, edited)
      tree = try Self.tree("\(edited.summarised)/generated", edited)
    }

    /// The names of those that were built.
    var clusters: Set<Substring> { Set(plainTree.keys.compactMap { $0.split(separator: "/").first }) }

    /// What of the two is not the same, in words.
    var differences: [String] {
      var found: [String] = []
      if summarised.status != plain.status { found.append("status \(summarised.status), not \(plain.status)") }
      if !saysTheSame { found.append("\(Self.errors(summarised)), not \(Self.errors(plain))") }
      // The tree of a cluster that fails stays as it was.
      let built = tree.filter { clusters.contains($0.key.split(separator: "/").first ?? "") }
      let paths = Set(built.keys).union(plainTree.keys).sorted()
      return found + paths.filter { built[$0] != plainTree[$0] }.map { "\($0) differs" }
    }

    /// A summary tells what is wrong with a library once and before anything else of its cluster is looked at, where
    /// without one every target comes upon it, and on what is wrong elsewhere.
    private var saysTheSame: Bool {
      let (told, all) = (Self.errors(summarised), Self.errors(plain))
      guard told.contains(where: Self.isOfLibrary) else { return told == all }
      let shared = all.filter(told.contains)
      return [true, false].allSatisfy { part in
        shared.filter { Self.isOfLibrary($0) == part } == told.filter { Self.isOfLibrary($0) == part }
      }
    }

    /// What is wrong with the inputs, each once and without the places on the way to it. Warnings are about trees,
    /// which are not of one age.
    private static func errors(_ outcome: Binary.Outcome) -> [String] {
      var messages: [String] = []
      for line in outcome.errors.split(separator: "\n") {
        if !line.hasPrefix(" ") || messages.isEmpty { messages.append("") }
        let isPlace = line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.hasPrefix("  hint: ")
        if !isPlace { messages[messages.count - 1] += "\(line)\n" }
      }
      var seen: Set<String> = []
      return messages.filter { !$0.contains("warning: ") && seen.insert($0).inserted }
    }

    private static func isOfLibrary(_ error: String) -> Bool {
      EditedLibraries.folders.contains { error.hasPrefix("\($0)/") }
    }

    /// The record of a build names the files that it read, and summaries.libsonnet is one.
    private static func tree(_ path: String, _ edited: EditedLibraries) throws -> [String: Data] {
      guard edited.workspace.exists(path) else { return [:] }
      return try edited.workspace.tree(path).filter { !$0.key.hasSuffix("monigen.lock.json") }
    }
  }
}
