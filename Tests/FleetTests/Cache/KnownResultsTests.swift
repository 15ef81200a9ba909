import Jsonnet
import Platform
import Testing

@testable import Fleet

@Suite("Known results")
struct KnownResultsTests {
  private static func digests(_ values: [(String, String)]) -> VariableDigests {
    VariableDigests(values.map { EvaluationRequest.Variable(name: $0, json: $1) })
  }

  @Test(
    "the variables that are not as they were",
    arguments: [
      ([("a", "1"), ("b", "2")], []), ([("a", "1"), ("b", "3")], ["b"]), ([("a", "2"), ("b", "1")], ["a", "b"]),
      ([("a", "1")], ["b"]), ([("a", "1"), ("b", "2"), ("c", "3")], []),
    ] as [([(String, String)], [String])])
  func changedVariables(now: [(String, String)], changed: [String]) {
    let values = Self.digests([("a", "1"), ("b", "2")]).values(of: ["a", "b"])
    let entry = KnownResults.Entry(
      variables: ["a", "b"], values: values, inputs: Digest(of: []), result: Digest(of: []))
    #expect(entry.changedVariables(for: Self.digests(now)) == changed)
  }
}
