import ValueTree

/// Compares two schemas of custom resources: OpenAPI v3 as the API server takes it ("structural schemas").
///
/// `status` at the root is passed over: it is the controller's, and nobody applies it.
/// Each list of the result is in the order of the new schema, what is gone in that of the old one.
struct SchemaComparison {
  private(set) var difference = SchemaDifference()

  /// What differs between two schemas; linear in their size.
  static func difference(from: Object, to: Object) -> SchemaDifference {
    var comparison = SchemaComparison()
    comparison.compare(from, to, at: SchemaPath())
    return comparison.difference
  }

  private mutating func compare(_ from: Object, _ to: Object, at path: SchemaPath) {
    if from["description"] != to["description"] { difference.descriptions += 1 }
    if from["default"] != to["default"] {
      difference.defaults.append(SchemaDifference.Default(path: path, from: from["default"], to: to["default"]))
    }
    for constraint in SchemaConstraint.all {
      switch constraint.verdict(from: from, to: to) {
      case .same: break
      case .looser: difference.loosened += 1
      case .tighter(let old, let new):
        difference.tightened.append(
          SchemaDifference.Tightening(path: path, keyword: constraint.keyword, from: old, to: new))
      }
    }
    compareProperties(from, to, at: path)
    compareRequired(from, to, at: path)
    if case .object(let old)? = from["items"], case .object(let new)? = to["items"] {
      compare(old, new, at: path + .items)
    }
    if case .object(let old)? = from["additionalProperties"], case .object(let new)? = to["additionalProperties"] {
      compare(old, new, at: path + .values)
    }
  }

  private mutating func compareProperties(_ from: Object, _ to: Object, at path: SchemaPath) {
    var olds = from["properties"]?.object ?? [:], news = to["properties"]?.object ?? [:]
    if path.steps.isEmpty { (olds["status"], news["status"]) = (nil, nil) }
    for key in olds.keys where !news.contains(key) { difference.removed.append(path + .property(key)) }
    for (key, new) in news {
      guard let old = olds[key] else {
        difference.added.append(path + .property(key))
        continue
      }
      compare(old.object ?? [:], new.object ?? [:], at: path + .property(key))
    }
  }

  private mutating func compareRequired(_ from: Object, _ to: Object, at path: SchemaPath) {
    let olds = Set((from["required"]?.array ?? []).compactMap(\.string))
    let news = (to["required"]?.array ?? []).compactMap(\.string)
    for name in news where !olds.contains(name) && to["properties"]?[name]?["default"] == nil {
      if path.steps.isEmpty, name == "status" { continue }
      difference.required.append(path + .property(name))
    }
    difference.loosened += olds.subtracting(news).count
  }
}
