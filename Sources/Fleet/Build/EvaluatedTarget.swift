import Diagnostics
import Kubernetes
import ValueTree

/// What the program of one target gave: its manifests, and what it has to say about the cluster's variables.
struct EvaluatedTarget: Sendable {
  /// Something that libsonnet/main.libsonnet found wrong with a variable, as data.
  struct Problem: Sendable, Hashable {
    var path: ValuePath
    var message: String
    /// The names that would have been right, for a suggestion.
    var known: [String]
    /// Whether the line of the variable must not be shown.
    var isSecret = false
  }

  /// What the JSON goes by in errors.
  static let file = "main.libsonnet"

  /// In the order of component and object names.
  var manifests: [Manifest]
  var problems: [Problem]

  /// Reads the JSON that the program of a target evaluates to.
  ///
  /// - Throws: a `Diagnostic` that names the part that is not `{ components: { NAME: { NAME: manifest } }, problems }`.
  init(json: [UInt8]) throws {
    let value = try JSONReader.read(json, file: Self.file)
    guard let components = value["components"]?.object else {
      throw Self.mismatch("components", "an object of components", value["components"])
    }
    manifests = try components.keys.sorted().flatMap { name in
      guard let objects = components[name]?.object else {
        throw Self.mismatch("components.\(name)", "an object of manifests", components[name])
      }
      return objects.keys.sorted().map { Manifest(component: name, object: $0, value: objects[$0] ?? .null) }
    }
    problems = try (value["problems"]?.array ?? []).map(Self.problem)
  }

  private static func problem(_ value: Value) throws -> Problem {
    guard let steps = value["path"]?.array, let message = value["message"]?.string else {
      throw mismatch("problems", "objects with 'path' and 'message'", value)
    }
    let path = ValuePath(
      steps: steps.map { step in step.integer.map(ValuePath.Step.index) ?? .key(step.string ?? "") })
    return Problem(
      path: path, message: message, known: (value["known"]?.array ?? []).compactMap(\.string),
      isSecret: value["isSecret"]?.bool ?? false)
  }

  private static func mismatch(_ path: String, _ expected: String, _ found: Value?) -> Diagnostic {
    Diagnostic(
      "main.libsonnet must give \(expected) at '\(path)', found \(found?.kind.rawValue ?? "nothing")",
      hint: "an overlay or a library may have replaced it: components are added with { NAME+: { … } }")
  }
}
