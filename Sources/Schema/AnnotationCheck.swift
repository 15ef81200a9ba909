import ValueTree

/// Checks that a schema's defaults and examples satisfy the schema. The default of a required property is not checked:
/// it documents what a program starts from, and may be what nobody can go on with.
struct AnnotationCheck {
  let schema: Schema

  func problems() -> [InvalidSchema.Problem] {
    var problems: [InvalidSchema.Problem] = []
    for (name, node) in schema.definitions.sorted(by: { $0.key < $1.key }) {
      visit(node, at: ValuePath("$defs", .key(name)), &problems)
    }
    visit(schema.root, at: .root, &problems)
    return problems
  }

  private func visit(
    _ node: SchemaNode, at path: ValuePath, isRequired: Bool = false, _ problems: inout [InvalidSchema.Problem]
  ) {
    if let value = node.defaultValue, !isRequired { check(value, node, "default", at: path + "default", &problems) }
    for (index, value) in node.examples.enumerated() {
      check(value, node, "example", at: path + "examples" + index, &problems)
    }
    for name in node.propertyOrder {
      guard let property = node.properties[name] else { continue }
      visit(property, at: path + "properties" + name, isRequired: node.required.contains(name), &problems)
    }
    for (pattern, node) in node.patternProperties {
      visit(node, at: path + "patternProperties" + pattern.text, &problems)
    }
    if case .node(let other) = node.additional { visit(other.value, at: path + "additionalProperties", &problems) }
    if let names = node.names { visit(names.value, at: path + "propertyNames", &problems) }
    if let items = node.items { visit(items.value, at: path + "items", &problems) }
    for (index, branch) in node.anyOf.enumerated() { visit(branch, at: path + "anyOf" + index, &problems) }
    for (index, branch) in node.oneOf.enumerated() { visit(branch, at: path + "oneOf" + index, &problems) }
  }

  private func check(
    _ value: Value, _ node: SchemaNode, _ what: String, at path: ValuePath, _ problems: inout [InvalidSchema.Problem]
  ) {
    var validator = Validator(definitions: schema.definitions, isLayer: false)
    validator.check(value, against: node, at: .root)
    for violation in validator.violations {
      problems.append(.init(path: path, message: "bad \(what): \(violation.message())", hint: violation.hint))
    }
  }
}
