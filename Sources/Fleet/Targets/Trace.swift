import Jsonnet
import Platform

/// What the result of a target depends on: while all of it is the same, so is the result, for any cluster.
struct Trace: Sendable, Hashable {
  /// A variable that was asked for, and what it was.
  struct Variable: Sendable, Hashable, Codable {
    var name: String
    var digest: String
  }

  var inputs: TraceInputs
  /// Sorted by name.
  var variables: [Variable]

  /// Why a trace does not hold.
  enum Difference: Sendable, Hashable {
    /// The variable has another value.
    case variable(String)
    /// An import that is looked for at this path finds another file, or none, or one where there was none.
    case lookup(String)
    /// The file has other contents, or is gone.
    case file(String)
  }

  /// The first thing that is not as it was, variables first; nil where the result is still right.
  func difference(for digests: VariableDigests, _ states: FileStates) -> Difference? {
    if let changed = variables.first(where: { digests[$0.name] != $0.digest }) { return .variable(changed.name) }
    return inputs.difference(states)
  }
}

/// The files that a target's result depends on.
struct TraceInputs: Sendable, Hashable, Codable {
  /// A file that was imported, and what was in it.
  struct File: Sendable, Hashable, Codable {
    /// Absolute, without links.
    var path: String
    /// SHA-256 in hexadecimal digits.
    var digest: String
  }

  /// Sorted by path.
  var files: [File]
  /// Every place where an import was looked for, and what was found there; sorted by path.
  var lookups: [EvaluationOutput.Lookup]

  /// What an evaluation read.
  init(_ output: EvaluationOutput) {
    files = zip(output.importedFiles, output.importDigests).map { File(path: $0, digest: $1) }
    lookups = output.lookups
  }

  /// The first thing that is not as it was; nil where all is.
  func difference(_ states: FileStates) -> Trace.Difference? {
    if let moved = lookups.first(where: { states.realPath(of: $0.path) != $0.realPath }) { return .lookup(moved.path) }
    if let changed = files.first(where: { states.digest(of: $0.path)?.hex != $0.digest }) { return .file(changed.path) }
    return nil
  }
}

/// The digests of a cluster's variables, by the names that its program asks for.
struct VariableDigests: Sendable {
  private let digests: [String: String]

  init(_ variables: [EvaluationRequest.Variable]) {
    digests = Dictionary(
      variables.map { ($0.name, Digest(of: $0.json).hex) }, uniquingKeysWith: { first, _ in first })
  }

  /// The digest of a variable; empty for one that there is not.
  subscript(name: String) -> String { digests[name] ?? "" }
}
