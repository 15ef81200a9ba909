import Jsonnet
import Platform

/// What the result of a target depends on: while all of it is the same, so is the result, for any cluster.
struct Trace: Sendable, Hashable {
  var inputs: TraceInputs
  /// The names of the variables that were asked for, sorted.
  var variables: [String]
  /// What they were, as `VariableDigests` puts it.
  var values: String
}

/// The digests of a cluster's variables, by the names that its program asks for.
struct VariableDigests: Sendable {
  /// How many digits stand for one variable: 128 bits, which nobody hits upon by chance.
  static let length = 32

  private let digests: [String: String]

  init(_ variables: [EvaluationRequest.Variable]) {
    digests = Dictionary(
      variables.map { ($0.name, String(Digest(of: $0.json).hex.prefix(Self.length))) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The digest of a variable; zeros for one that there is not.
  subscript(name: String) -> String { digests[name] ?? String(repeating: "0", count: Self.length) }

  /// The digests of some variables, one after the other.
  func values(of names: [String]) -> String { names.map { self[$0] }.joined() }
}
