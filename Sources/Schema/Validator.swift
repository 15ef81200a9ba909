import ValueTree

/// Walks a value and a schema together and notes what does not fit.
struct Validator {
  let definitions: [String: SchemaNode]
  /// See `Schema.Completeness.layer`.
  let isLayer: Bool
  private(set) var violations: [Violation] = []
  /// How many lists stand around the current value.
  private var listDepth = 0

  init(definitions: [String: SchemaNode], isLayer: Bool) {
    self.definitions = definitions
    self.isLayer = isLayer
  }

  mutating func check(_ value: Value, against node: SchemaNode, at path: ValuePath) {
    if let reference = node.reference, let target = definitions[reference] {
      // The words beside the reference say more than those at the definition.
      var target = target
      target.expected = node.expected ?? target.expected
      check(value, against: target, at: path)
    }
    if node.isForbidden {
      return note(.wrongForm(expected: node.expected ?? "left out", found: value), at: path)
    }
    guard node.types.isEmpty || node.types.contains(where: { $0.accepts(value) }) else {
      return note(.wrongType(expected: words(for: node), quoted: quoted(value, for: node), found: value), at: path)
    }
    if let allowed = node.allowed, !allowed.contains(value) {
      return note(.notAllowed(choices: allowed, found: value), at: path)
    }
    if let constant = node.constant, constant != value {
      return note(.notAllowed(choices: [constant], found: value), at: path)
    }
    switch value {
    case .null, .bool: break
    case .number(let number): check(number, value, against: node, at: path)
    case .string(let text): check(text, value, against: node, at: path)
    case .array(let items): check(items, value, against: node, at: path)
    case .object(let members): check(members, value, against: node, at: path)
    }
    if !node.anyOf.isEmpty { checkChoices(value, node.anyOf, of: node, exclusive: false, at: path) }
    if !node.oneOf.isEmpty { checkChoices(value, node.oneOf, of: node, exclusive: true, at: path) }
  }

  /// The expected form of a node's values in words.
  func words(for node: SchemaNode) -> String {
    if let expected = node.expected { return expected }
    if let allowed = node.allowed ?? node.constant.map({ [$0] }) { return ValueWords.choices(allowed) }
    if !node.types.isEmpty { return ValueWords.types(node.types) }
    if let target = node.reference.flatMap({ definitions[$0] }) { return words(for: target) }
    let branches = node.anyOf + node.oneOf
    return branches.isEmpty ? "something else" : ValueWords.list(branches.map(words(for:)))
  }

  /// The text that the value would have in quotes, where that would be right: a number may have lost a zero at its end.
  private func quoted(_ value: Value, for node: SchemaNode) -> String? {
    guard node.types.contains(.string) else { return nil }
    let text = JSONWriter.compact(value)
    let texts: [String] =
      switch value {
      case .bool: [text]
      case .number(let number): number.isWhole ? [text] : [text, text + "0"]
      case .null, .string, .array, .object: []
      }
    return texts.first { accepts(.string($0), node) }
  }

  private mutating func note(_ problem: Violation.Problem, at path: ValuePath) {
    violations.append(Violation(path: path, problem: problem))
  }

  private mutating func check(_ number: Number, _ value: Value, against node: SchemaNode, at path: ValuePath) {
    var range = node.range
    if node.types.contains(.integer), !node.types.contains(.number), number.integer == nil {
      // A whole number that no machine counts to is beyond a bound even where the schema has none.
      if number.double < 0 { range.least = range.least ?? Number(Int.min) }
      if number.double > 0 { range.most = range.most ?? Number(Int.max) }
      return note(.outOfRange(least: range.least, most: range.most, found: value), at: path)
    }
    let isTooSmall = range.least.map { number.double < $0.double } ?? false
    let isTooLarge = range.most.map { number.double > $0.double } ?? false
    if isTooSmall || isTooLarge {
      note(.outOfRange(least: range.least, most: range.most, found: value), at: path)
    }
  }

  private mutating func check(_ text: String, _ value: Value, against node: SchemaNode, at path: ValuePath) {
    if !node.length.allows(text.unicodeScalars.count) {
      return note(.wrongLength(least: node.length.least, most: node.length.most, found: value), at: path)
    }
    if let pattern = node.pattern, !pattern.matches(text) {
      let expected = node.expected ?? "a string that matches \(pattern.text)"
      note(.wrongForm(expected: expected, found: value), at: path)
    }
  }

  private mutating func check(_ items: [Value], _ value: Value, against node: SchemaNode, at path: ValuePath) {
    if !node.itemCount.allows(items.count) {
      note(.wrongCount(least: node.itemCount.least, most: node.itemCount.most, found: value), at: path)
    }
    var seen: Set<Value> = []
    listDepth += 1
    for (index, item) in items.enumerated() {
      if node.itemsAreUnique, !seen.insert(item).inserted { note(.duplicateItem(found: item), at: path + index) }
      if let node = node.items { check(item, against: node.value, at: path + index) }
    }
    listDepth -= 1
  }

  private mutating func check(_ members: Object, _ value: Value, against node: SchemaNode, at path: ValuePath) {
    let isPartial = isLayer && listDepth == 0
    if !isPartial {
      for key in node.required where !members.contains(key) {
        note(.missingKey(expected: node.properties[key].map(words)), at: path + key)
      }
      if !node.propertyCount.allows(members.count) {
        note(.wrongCount(least: node.propertyCount.least, most: node.propertyCount.most, found: value), at: path)
      }
    }
    for (key, member) in members {
      let nodes = self.nodes(for: key, of: node)
      guard let nodes else {
        note(.unknownKey(known: node.propertyOrder), at: path + key)
        continue
      }
      if let names = node.names, !accepts(.string(key), names.value) {
        note(.wrongKey(expected: words(for: names.value)), at: path + key)
      }
      if isPartial, member.isNull { continue }
      for node in nodes { check(member, against: node, at: path + key) }
    }
  }

  /// The schemas of a member; nil for a key that is not allowed.
  private func nodes(for key: String, of node: SchemaNode) -> [SchemaNode]? {
    var nodes = node.patternProperties.filter { $0.pattern.matches(key) }.map(\.node)
    if let property = node.properties[key] { nodes.append(property) }
    guard nodes.isEmpty else { return nodes }
    switch node.additional {
    case .anything: return []
    case .nothing: return nil
    case .node(let other): return [other.value]
    }
  }
}

/// Choices.
extension Validator {
  private mutating func checkChoices(
    _ value: Value, _ branches: [SchemaNode], of node: SchemaNode, exclusive: Bool, at path: ValuePath
  ) {
    let results = branches.map { violations(of: value, against: $0, at: path) }
    let fitting = results.count { $0.isEmpty }
    if fitting > 1, exclusive, !isLayer {
      return note(.ambiguous(expected: words(for: node)), at: path)
    }
    guard fitting == 0 else { return }
    // The branch that the value was meant for: one that takes its type, and of those the one that fits best.
    let candidates = branches.indices.filter { takes(value, branches[$0]) }
    guard let best = candidates.min(by: { results[$0].count < results[$1].count }) else {
      return note(.wrongType(expected: words(for: node), quoted: nil, found: value), at: path)
    }
    let isOneOfSeveral = candidates.count > 1 && value.object == nil && value.array == nil
    if isOneOfSeveral {
      note(.wrongForm(expected: words(for: node), found: value), at: path)
    } else {
      violations += results[best]
    }
  }

  private func violations(of value: Value, against node: SchemaNode, at path: ValuePath) -> [Violation] {
    var validator = Validator(definitions: definitions, isLayer: isLayer)
    validator.listDepth = listDepth
    validator.check(value, against: node, at: path)
    return validator.violations
  }

  private func accepts(_ value: Value, _ node: SchemaNode) -> Bool {
    violations(of: value, against: node, at: .root).isEmpty
  }

  private func takes(_ value: Value, _ node: SchemaNode) -> Bool {
    if let target = node.reference.flatMap({ definitions[$0] }), !takes(value, target) { return false }
    if !node.anyOf.isEmpty, !node.anyOf.contains(where: { takes(value, $0) }) { return false }
    if !node.oneOf.isEmpty, !node.oneOf.contains(where: { takes(value, $0) }) { return false }
    if let allowed = node.allowed ?? node.constant.map({ [$0] }) { return allowed.contains { $0.kind == value.kind } }
    return node.types.isEmpty || node.types.contains { $0.accepts(value) }
  }
}

extension Bounds<Int> {
  func allows(_ count: Int) -> Bool { least ?? 0 <= count && count <= most ?? .max }
}
