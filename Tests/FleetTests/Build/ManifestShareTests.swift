import Diagnostics
import Kubernetes
import Platform
import Testing
import ValueTree

@testable import Fleet

@Suite("Shares of a list")
struct ManifestShareTests {
  @Test(
    "each has null in place of the items that are others'",
    arguments: [
      ([["a", .null, .null], [.null, "b", .null], [.null, .null, "c"]], ["a", "b", "c"]),
      ([["a", "b"]], ["a", "b"]),
      ([[], [], []], []),
    ] as [([[Value]], [Value])])
  func joined(shares: [[Value]], whole: [Value]) throws {
    let list = try join(shares.map { ["kind": "ConfigMapList", "items": .array($0)] })
    #expect(list == ["kind": "ConfigMapList", "items": .array(whole)])
  }

  @Test("what is no list is one target's, and stays as it is", arguments: ["text", ["items": "text"], .null] as [Value])
  func plain(value: Value) throws {
    #expect(try join([value]) == value)
  }

  @Test(
    "shares that are not of one list are an error",
    arguments: [
      [["items": ["a", .null]], ["items": [.null]]],
      [["items": ["a"]], ["kind": "ConfigMap"]],
      [["kind": "ConfigMap"], ["items": ["a"]]],
      [["items": ["a", .null]], ["items": [.null, .null]]],
      [["items": ["a", .null]]],
      ["text", .null],
    ] as [[Value]])
  func disagreement(shares: [Value]) throws {
    let error = #expect(throws: Diagnostic.self) { try join(shares) }
    #expect(error?.message == "the targets of a cluster disagree on the items of grafana.dashboardDefinitions")
  }

  private func join(_ values: [Value]) throws -> Value {
    let shares = values.map { value in
      ManifestShare(
        manifest: Manifest(component: "grafana", object: "dashboardDefinitions", value: value),
        digest: Digest(of: JSONWriter.compact(value)))
    }
    let first = try #require(shares.first)
    return try first.joined(with: shares.dropFirst()).value
  }
}
