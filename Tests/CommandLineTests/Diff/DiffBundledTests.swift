import Foundation
import Testing

@Suite("monigen diff on the bundled project")
struct DiffBundledTests {
  private static func diff(_ arguments: String...) async throws -> Binary.Outcome {
    try await Binary.run(["diff"] + arguments, in: BundledProject.built.get().folder)
  }

  @Test("two releases: what an upgrade adds, in one screen")
  func releases() async throws {
    let outcome = try await Self.diff("v0.13", "v0.17.0", "--cluster", "aws-prod", "--cluster", "gcp-prod")
    #expect(outcome.status == 1)
    #expect(outcome.errors.isEmpty)
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "v0.13 -> v0.17, 2 clusters")
    #expect(lines.count <= 41)
    for name in ["KubeNodeEviction", "KubeNodePressure"] { #expect(outcome.output.contains(name)) }
  }

  @Test("a release against itself and against the trees that it was built to")
  func same() async throws {
    let same = try await Self.diff("v0.17", "--cluster", "azure-staging")
    #expect(same.status == 0)
    #expect(same.output == "v0.17 -> current, cluster azure-staging\n\nno differences\n")
    let built = try await Self.diff("generated", "v0.17", "--cluster", "azure-staging")
    #expect(built.status == 0)
    #expect(built.output == "generated -> v0.17, cluster azure-staging\n\nno differences\n")
  }

  @Test("a release that there is not fails with the side's name")
  func unknownRelease() async throws {
    let outcome = try await Self.diff("v0.17", "v0.99", "--cluster", "azure-staging")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("v0.99"), "\(outcome.errors)")
  }
}
