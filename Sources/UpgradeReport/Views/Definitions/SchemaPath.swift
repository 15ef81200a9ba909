import ValueTree

/// The way from a schema's root to the schema of a field, for every object that the schema describes.
///
///     SchemaPath([.property("spec"), .property("endpoints"), .items, .property("port")]).description
///     // "spec.endpoints[].port"
struct SchemaPath: Sendable, Hashable, CustomStringConvertible {
  /// One step down.
  enum Step: Sendable, Hashable {
    /// To a member of an object.
    case property(String)
    /// To every item of a list.
    case items
    /// To every value of a map with free keys.
    case values
  }

  /// From the root downwards; empty for the root.
  var steps: [Step]

  /// The path that these steps make.
  init(_ steps: [Step] = []) { self.steps = steps }

  /// The path one step further down.
  static func + (path: SchemaPath, step: Step) -> SchemaPath { SchemaPath(path.steps + [step]) }

  var description: String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .property(let name): text += text.isEmpty ? name : "." + name
      case .items: text += "[]"
      case .values: text += "{}"
      }
    }
  }

  /// Every value that stands at this path in an object, in the object's order.
  func values(in object: Value) -> [(path: ValuePath, value: Value)] {
    steps.reduce([(ValuePath.root, object)]) { found, step in
      found.flatMap { path, value -> [(ValuePath, Value)] in
        switch (step, value) {
        case (.property(let name), .object(let members)): members[name].map { [(path + name, $0)] } ?? []
        case (.items, .array(let items)): items.enumerated().map { (path + $0.offset, $0.element) }
        case (.values, .object(let members)): members.map { (path + $0.key, $0.value) }
        default: []
        }
      }
    }
  }
}
