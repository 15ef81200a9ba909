import Schema
import ValueTree

/// Checks an object against the schema of a custom resource definition, as far as that needs no expression language.
///
/// It knows types, known fields, required ones, enumerations, bounds, patterns, and lists that are sets or maps.
/// `anyOf` and the like, and `x-kubernetes-validations`, it leaves to the API server.
struct StructuralSchema {
  /// What an object does not satisfy.
  struct Violation: Hashable {
    var path: ValuePath
    /// One sentence without a final full stop.
    var message: String
  }

  private(set) var violations: [Violation] = []

  /// Everything that is wrong with an object, in its order; at most as many as are worth reading.
  static func violations(of object: Value, schema: Object) -> [Violation] {
    var check = StructuralSchema()
    check.check(object, schema, at: .root, isResource: true)
    return check.violations
  }

  private static let limit = 50

  private mutating func note(_ message: String, at path: ValuePath) {
    if violations.count < Self.limit { violations.append(Violation(path: path, message: message)) }
  }

  private mutating func check(_ value: Value, _ schema: Object, at path: ValuePath, isResource: Bool = false) {
    // The API server drops a null before it looks.
    guard !value.isNull else { return }
    guard Self.fits(value, schema) else {
      let type = schema["x-kubernetes-int-or-string"] == true ? "integer or string" : schema["type"]?.string ?? ""
      return note("must be of type \(type), not \(value.kind.rawValue)", at: path)
    }
    if let choices = schema["enum"]?.array, !choices.contains(value) {
      note("must be one of \(choices.map(\.description).joined(separator: ", "))", at: path)
    }
    switch value {
    case .null, .bool: break
    case .number(let number):
      checkBounds(number.double, schema, "minimum", "maximum", of: "", at: path)
    case .string(let text):
      checkBounds(Double(text.unicodeScalars.count), schema, "minLength", "maxLength", of: " characters", at: path)
      checkPattern(text, schema, at: path)
    case .array(let items): check(items, schema, at: path)
    case .object(let members): check(members, schema, at: path, isResource: isResource)
    }
  }

  private static func fits(_ value: Value, _ schema: Object) -> Bool {
    if schema["x-kubernetes-int-or-string"] == true { return value.string != nil || value.integer != nil }
    switch schema["type"]?.string {
    case "object": return value.object != nil
    case "array": return value.array != nil
    case "string": return value.string != nil
    case "boolean": return value.bool != nil
    case "integer": return value.number.map { $0.double == $0.double.rounded() } ?? false
    case "number": return value.number != nil
    default: return true
    }
  }

  private mutating func checkBounds(
    _ size: Double, _ schema: Object, _ least: String, _ most: String, of unit: String, at path: ValuePath
  ) {
    if let bound = schema[least]?.number, size < bound.double {
      note("must have at least \(bound.text)\(unit)", at: path)
    }
    if let bound = schema[most]?.number, size > bound.double {
      note("must have at most \(bound.text)\(unit)", at: path)
    }
  }

  private mutating func checkPattern(_ text: String, _ schema: Object, at path: ValuePath) {
    // A pattern that this engine does not know is the API server's to judge.
    guard let pattern = schema["pattern"]?.string,
      let known = try? Schema(parsing: ["type": "string", "pattern": .string(pattern)])
    else { return }
    if !known.validate(.string(text)).isEmpty { note("must match \(pattern)", at: path) }
  }

  private mutating func check(_ items: [Value], _ schema: Object, at path: ValuePath) {
    checkBounds(Double(items.count), schema, "minItems", "maxItems", of: " items", at: path)
    let keys = (schema["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string)
    var seen: Set<Value> = []
    for (index, item) in items.enumerated() {
      let identity: Value? =
        switch schema["x-kubernetes-list-type"]?.string {
        case "set": item
        case "map": keys.isEmpty ? nil : .array(keys.map { item[$0] ?? .null })
        default: nil
        }
      if let identity, !seen.insert(identity).inserted { note("stands in the list before", at: path + index) }
      if let schema = schema["items"]?.object { check(item, schema, at: path + index) }
    }
  }

  private mutating func check(_ members: Object, _ schema: Object, at path: ValuePath, isResource: Bool) {
    checkBounds(Double(members.count), schema, "minProperties", "maxProperties", of: " members", at: path)
    let properties = schema["properties"]?.object
    let isResource = isResource || schema["x-kubernetes-embedded-resource"] == true
    for name in (schema["required"]?.array ?? []).compactMap(\.string)
    where members[name] == nil && properties?[name]?["default"] == nil {
      note("is required", at: path + name)
    }
    for (name, member) in members {
      if let property = properties?[name]?.object {
        check(member, property, at: path + name)
      } else if let other = schema["additionalProperties"]?.object {
        check(member, other, at: path + name)
      } else if properties != nil, !Self.isOpen(schema), !(isResource && Self.everyObject.contains(name)) {
        note("is no field of the definition", at: path + name)
      }
    }
  }

  private static let everyObject: Set = ["apiVersion", "kind", "metadata"]

  private static func isOpen(_ schema: Object) -> Bool {
    schema["x-kubernetes-preserve-unknown-fields"] == true || schema["additionalProperties"] == true
  }
}
