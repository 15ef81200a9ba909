import ValueTree

/// Completes a value with the defaults of a schema.
struct DefaultsFiller {
  let definitions: [String: SchemaNode]

  func filled(_ value: Value, by node: SchemaNode) -> Value {
    var value = value
    if let target = target(of: node) { value = filled(value, by: target) }
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let items):
      guard let node = node.items else { return value }
      return .array(items.map { filled($0, by: node.value) })
    case .object(let members): return .object(filled(members, by: node))
    }
  }

  private func filled(_ members: Object, by node: SchemaNode) -> Object {
    var result = Object(minimumCapacity: max(members.count, node.propertyOrder.count))
    for (key, member) in members {
      result[key] = self.nodes(for: key, of: node).reduce(member) { filled($0, by: $1) }
    }
    for key in node.propertyOrder where !members.contains(key) {
      guard let property = node.properties[key], let value = defaultValue(of: property) else { continue }
      result[key] = filled(value, by: property)
    }
    return result
  }

  private func nodes(for key: String, of node: SchemaNode) -> [SchemaNode] {
    var nodes = node.patternProperties.filter { $0.pattern.matches(key) }.map(\.node)
    if let property = node.properties[key] { nodes.append(property) }
    if nodes.isEmpty, case .node(let other) = node.additional { nodes = [other.value] }
    return nodes
  }

  private func defaultValue(of node: SchemaNode) -> Value? {
    node.defaultValue ?? target(of: node).flatMap(defaultValue)
  }

  private func target(of node: SchemaNode) -> SchemaNode? {
    node.reference.flatMap { definitions[$0] }
  }
}
