import Testing
import ValueTree

@testable import Fleet

@Suite("Selecting clusters")
struct ClusterSelectorTests {
  private static func fleet() throws -> TemporaryProject {
    try TemporaryProject([
      "clusters/_defaults.yaml": "provider: aws\nlabels: { team: platform }\n",
      "clusters/aws-prod.yaml": "labels: { env: prod }\n",
      "clusters/aws-staging.yaml": "labels: { env: staging }\n",
      "clusters/eu/gcp-prod.json": #"{ "provider": "gcp", "labels": { "env": "prod" } }"#,
    ])
  }

  @Test(
    "names, globs and labels pick clusters; several pick all of theirs, in the order of names",
    arguments: [
      ([], ["aws-prod", "aws-staging", "gcp-prod"]),
      (["gcp-prod"], ["gcp-prod"]),
      (["gcp-prod", "aws-prod", "gcp-prod"], ["aws-prod", "gcp-prod"]),
      (["aws-*"], ["aws-prod", "aws-staging"]),
      (["*-pro?", "aws-staging"], ["aws-prod", "aws-staging", "gcp-prod"]),
      (["env=prod"], ["aws-prod", "gcp-prod"]),
      (["team=platform"], ["aws-prod", "aws-staging", "gcp-prod"]),
      (["env=staging", "gcp-*"], ["aws-staging", "gcp-prod"]),
    ])
  func picking(selectors: [String], names: [String]) async throws {
    let set = try await Self.fleet().load(selectors)
    #expect(set.clusters.map(\.name) == names)
    #expect(set.diagnostics.isEmpty)
  }

  @Test(
    "a selector that picks nothing is an error with what was probably meant",
    arguments: [
      ("aws-prd", "there is no cluster 'aws-prd'", "did you mean 'aws-prod'?"),
      ("x", "there is no cluster 'x'", "known: aws-prod, aws-staging, gcp-prod"),
      ("azure-*", "no cluster's name matches 'azure-*'", "clusters: aws-prod, aws-staging, gcp-prod"),
      ("env=prd", "no cluster has the label 'env=prd'", "did you mean 'prod'?"),
      ("evn=prod", "no cluster has a label 'evn'", "did you mean 'env'?"),
    ])
  func misses(selector: String, message: String, hint: String) async throws {
    #expect(try await Self.fleet().messages([selector]) == "error: \(message)\n  hint: \(hint)\n")
    #expect(try await Self.fleet().messages([selector, "aws-prod"]) == "error: \(message)\n  hint: \(hint)\n")
  }

  @Test("what is wrong with a cluster that is not picked does not matter")
  func brokenNeighbour() async throws {
    let fleet = try Self.fleet()
    try fleet.write("provder: aws\n", to: "clusters/broken.yaml")
    #expect(await fleet.messages(["aws-*"]) == "")
    #expect(await fleet.messages(["env=prod"]) == "")
    #expect(try await fleet.load().failed == ["broken"])
  }

  @Test("a file that cannot be read might have had the label: it is told")
  func unreadableNeighbour() async throws {
    let fleet = try Self.fleet()
    try fleet.write("[1]\n", to: "clusters/broken.yaml")
    #expect(try await fleet.load(["env=prod"]).failed == ["broken"])
    #expect(try await fleet.load(["aws-prod"]).failed == [])
  }

  @Test(
    "globs know * and ?",
    arguments: [
      ("aws-prod", "*", true), ("aws-prod", "aws-prod", true), ("aws-prod", "a*p*d", true), ("aws-prod", "a*x", false),
      ("aws-prod", "aws-pro?", true), ("aws-prod", "aws-prod?", false), ("", "*", true), ("", "?", false),
      ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*a*c", false),
    ])
  func globs(name: String, glob: String, matches: Bool) {
    #expect(Glob.matches(name, glob) == matches)
  }
}
