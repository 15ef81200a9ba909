import Foundation
import TestSupport
import Testing

/// The cache must never be seen: a build with it gives what one without it gives.
@Suite("Builds with a cache")
struct CacheModelTests {
  @Test("whatever was edited, a build with a cache gives the same as a clean one")
  func edits() async throws {
    let seed = TestSupport.Effort.seed
    var edited = try EditedProject(seed: seed)
    var history: [String] = []
    for _ in 0..<TestSupport.Effort.count(full: 300, quick: 12) {
      let isSame = try await Self.isSame(edited.project)
      try #require(isSame, "seed \(seed), after \(history.suffix(12).joined(separator: "; "))")
      history.append(try edited.edit())
    }
    #expect(try await Self.isSame(edited.project), "seed \(seed), after \(history.suffix(12).joined(separator: "; "))")
    print("\(history.count) edits (seed \(seed))")
  }

  private static func isSame(_ project: SmallProject) async throws -> Bool {
    if project.exists("clean") { try project.remove("clean") }
    let clean = try await Binary.run(
      ["build", "--no-cache", "--keep-going", "--output", "clean"], in: project.folder)
    let cached = try await Binary.run(["build", "--keep-going", "--force"], in: project.folder)
    let cleanTree = project.exists("clean") ? try project.tree("clean") : [:]
    let tree = project.exists("generated") ? try project.tree() : [:]
    // The tree of a cluster that fails stays as it was.
    let clusters = Set(cleanTree.keys.compactMap { $0.split(separator: "/").first })
    let built = tree.filter { clusters.contains($0.key.split(separator: "/").first ?? "") }
    #expect(cached.status == clean.status)
    #expect(errors(cached) == errors(clean))
    #expect(Set(built.keys) == Set(cleanTree.keys))
    let differing = cleanTree.keys.sorted().filter { built[$0] != cleanTree[$0] }
    #expect(differing.isEmpty)
    return cached.status == clean.status && errors(cached) == errors(clean) && built == cleanTree
  }

  /// What is wrong with the inputs; what is said of the tree of an earlier build is not of interest.
  private static func errors(_ outcome: Binary.Outcome) -> [Substring] {
    var isAboutTree = false
    return outcome.errors.split(separator: "\n").filter { line in
      if !line.hasPrefix(" ") {
        isAboutTree = ["generated", "clean", "warning: generated", "warning: clean"].contains(where: line.hasPrefix)
      }
      return !isAboutTree
    }
  }
}
