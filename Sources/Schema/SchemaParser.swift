import Diagnostics
import ValueTree

/// Reads a schema's document into nodes and collects what is wrong with it.
struct SchemaParser {
  private(set) var definitions: [String: SchemaNode] = [:]
  private(set) var problems: [InvalidSchema.Problem] = []
  private var references: [(name: String, path: ValuePath)] = []

  static let keywords = [
    "$schema", "$id", "$comment", "$defs", "$ref", "title", "description", "default", "examples", "deprecated", "type",
    "enum", "const", "properties", "required", "additionalProperties", "patternProperties", "propertyNames",
    "minProperties", "maxProperties", "items", "minItems", "maxItems", "uniqueItems", "pattern", "minLength",
    "maxLength", "format", "minimum", "maximum", "anyOf", "oneOf", "x-expected", "x-required", "x-unit",
  ]

  /// The root, and with it the definitions, which stand nowhere else.
  mutating func document(_ document: Value) -> SchemaNode {
    if let all = document["$defs"] {
      for (name, value) in object(all, at: ValuePath("$defs")) {
        definitions[name] = node(value, at: ValuePath("$defs", .key(name)))
      }
    }
    return node(document, at: .root)
  }

  /// Finds references to nothing and references that lead back to themselves without a step into the value.
  mutating func checkReferences() {
    for reference in references where definitions[reference.name] == nil {
      fail(
        "there is no definition '\(reference.name)'", at: reference.path,
        hint: Suggestion.hint(for: reference.name, in: definitions.keys.sorted()))
    }
    for name in definitions.keys.sorted() where leadsBack(to: name) {
      fail("the reference leads back to itself", at: ValuePath("$defs", .key(name)))
    }
  }

  private func leadsBack(to name: String) -> Bool {
    var seen: Set<String> = []
    var open = definitions[name].map(sameValueReferences) ?? []
    while let next = open.popLast() {
      if next == name { return true }
      if seen.insert(next).inserted, let node = definitions[next] { open += sameValueReferences(of: node) }
    }
    return false
  }

  private func sameValueReferences(of node: SchemaNode) -> [String] {
    (node.reference.map { [$0] } ?? []) + (node.anyOf + node.oneOf).flatMap(sameValueReferences)
  }

  mutating func node(_ value: Value, at path: ValuePath) -> SchemaNode {
    var node = SchemaNode()
    switch value {
    case .bool(let allowed):
      node.isForbidden = !allowed
    case .object(let keywords):
      for (keyword, value) in keywords {
        read(keyword, value, at: path + keyword, into: &node)
      }
    default:
      fail("expected a schema: a map, true or false", at: path)
    }
    return node
  }

  private mutating func read(_ keyword: String, _ value: Value, at path: ValuePath, into node: inout SchemaNode) {
    switch keyword {
    case "$schema", "$id", "$comment", "title", "format", "x-unit", "deprecated": break
    case "$defs":
      if path.steps.count > 1 { fail("definitions stand at the top of a schema only", at: path) }
    case "description": node.summary = string(value, at: path)
    case "x-expected": node.expected = string(value, at: path)
    case "default": node.defaultValue = value
    case "examples": node.examples = list(value, at: path)
    case "$ref": node.reference = reference(value, at: path)
    case "type": node.types = types(value, at: path)
    case "enum": node.allowed = list(value, at: path)
    case "const": node.constant = value
    case "anyOf": node.anyOf = nodes(value, at: path)
    case "oneOf": node.oneOf = nodes(value, at: path)
    case "items": node.items = Indirect(self.node(value, at: path))
    case "minItems": node.itemCount.least = count(value, at: path)
    case "maxItems": node.itemCount.most = count(value, at: path)
    case "uniqueItems": node.itemsAreUnique = value == true
    case "pattern": node.pattern = pattern(value, at: path)
    case "minLength": node.length.least = count(value, at: path)
    case "maxLength": node.length.most = count(value, at: path)
    case "minimum": node.range.least = number(value, at: path)
    case "maximum": node.range.most = number(value, at: path)
    default: readMapKeyword(keyword, value, at: path, into: &node)
    }
  }

  private mutating func readMapKeyword(
    _ keyword: String, _ value: Value, at path: ValuePath, into node: inout SchemaNode
  ) {
    switch keyword {
    case "properties":
      for (name, value) in object(value, at: path) {
        node.propertyOrder.append(name)
        node.properties[name] = self.node(value, at: path + name)
      }
    case "patternProperties":
      for (name, value) in object(value, at: path) {
        guard let pattern = pattern(.string(name), at: path + name) else { continue }
        node.patternProperties.append((pattern, self.node(value, at: path + name)))
      }
    case "required", "x-required":
      node.required += list(value, at: path).enumerated().compactMap { string($0.element, at: path + $0.offset) }
    case "additionalProperties":
      switch value {
      case true: node.additional = .anything
      case false: node.additional = .nothing
      default: node.additional = .node(Indirect(self.node(value, at: path)))
      }
    case "propertyNames": node.names = Indirect(self.node(value, at: path))
    case "minProperties": node.propertyCount.least = count(value, at: path)
    case "maxProperties": node.propertyCount.most = count(value, at: path)
    default:
      problems.append(
        .init(
          path: path, isAboutKey: true, message: "unknown keyword '\(keyword)'",
          hint: Suggestion.nearest(to: keyword, in: Self.keywords).map { "did you mean '\($0)'?" }))
    }
  }
}

/// The values of keywords.
extension SchemaParser {
  private mutating func fail(_ message: String, at path: ValuePath, hint: String? = nil) {
    problems.append(.init(path: path, message: message, hint: hint))
  }

  private mutating func object(_ value: Value, at path: ValuePath) -> Object {
    if let object = value.object { return object }
    fail("expected a map", at: path)
    return Object()
  }

  private mutating func list(_ value: Value, at path: ValuePath) -> [Value] {
    if let list = value.array, !list.isEmpty { return list }
    fail("expected a list that is not empty", at: path)
    return []
  }

  private mutating func nodes(_ value: Value, at path: ValuePath) -> [SchemaNode] {
    list(value, at: path).enumerated().map { node($0.element, at: path + $0.offset) }
  }

  private mutating func string(_ value: Value, at path: ValuePath) -> String? {
    if let string = value.string { return string }
    fail("expected a string", at: path)
    return nil
  }

  private mutating func number(_ value: Value, at path: ValuePath) -> Number? {
    if let number = value.number { return number }
    fail("expected a number", at: path)
    return nil
  }

  private mutating func count(_ value: Value, at path: ValuePath) -> Int? {
    if let count = value.integer, count >= 0 { return count }
    fail("expected a whole number that is not negative", at: path)
    return nil
  }

  private mutating func types(_ value: Value, at path: ValuePath) -> [SchemaType] {
    let names = value.array ?? [value]
    return names.compactMap { name in
      if let type = name.string.flatMap(SchemaType.init) { return type }
      let known = SchemaType.allCases.map(\.rawValue)
      fail(
        "unknown type \(JSONWriter.compact(name))", at: path,
        hint: name.string.flatMap { Suggestion.hint(for: $0, in: known) })
      return nil
    }
  }

  private mutating func pattern(_ value: Value, at path: ValuePath) -> Pattern? {
    guard let text = string(value, at: path) else { return nil }
    do {
      return try Pattern(text)
    } catch {
      fail("bad pattern: \(error.message)", at: path)
      return nil
    }
  }

  private mutating func reference(_ value: Value, at path: ValuePath) -> String? {
    guard let text = string(value, at: path) else { return nil }
    let prefix = "#/$defs/"
    guard text.hasPrefix(prefix) else {
      fail("expected a reference such as #/$defs/NAME", at: path)
      return nil
    }
    let name = String(text.dropFirst(prefix.count))
    references.append((name, path))
    return name
  }
}
