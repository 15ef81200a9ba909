import Jsonnet
import ValueTree

/// A cluster's variables as a program gets them: an object whose shape is written out and whose values are asked for
/// one by one, so that it is known which of them a target read.
///
///     { name: v('name'), prometheus: { replicas: v('prometheus.replicas'), … }, … }
///
/// What the schema gives fixed names is written out, two levels deep; everything else, as `externalLabels` with names
/// of the user's choosing, is asked for whole. So clusters that have the same schema have the same program.
struct VariableShape {
  /// The object, in which `v` is the function that gives values.
  private(set) var code = ""
  /// The values, by the names that the code asks for.
  private(set) var variables: [EvaluationRequest.Variable] = []

  /// How deep names are written out.
  private static let depth = 2

  /// - Parameter schema: the document of `VariablesSchema`.
  init(_ variables: Value, schema: Value) {
    code = code(of: variables, schema, named: "", depth: Self.depth)
  }

  private mutating func code(of value: Value, _ schema: Value?, named name: String, depth: Int) -> String {
    guard depth > 0, let members = value.object, let properties = schema?["properties"]?.object else {
      return leaf(value, name)
    }
    let fields = members.keys.sorted().map { key in
      let inner = code(
        of: members[key] ?? .null, properties[key], named: name.isEmpty ? key : "\(name).\(key)", depth: depth - 1)
      return "\(JSONWriter.quoted(key)): \(inner)"
    }
    return "{\(fields.joined(separator: ", "))}"
  }

  /// A string with a NUL cannot be handed over: it is part of the program then, as clear as any dependency can be.
  private mutating func leaf(_ value: Value, _ name: String) -> String {
    let json = JSONWriter.compact(value)
    guard !json.contains("\\u0000") else { return json }
    variables.append(EvaluationRequest.Variable(name: name, json: json))
    return "v(\(JSONWriter.quoted(name)))"
  }
}
