import ValueTree

/// Rules in the report for programs.
extension JSONRenderer {
  func rules(_ changes: RuleChanges) -> Value {
    [
      "added": .array(changes.added.map(rule)), "removed": .array(changes.removed.map(rule)),
      "changed": .array(changes.changed.map(pair)), "moved": .array(changes.moved.map(pair)),
      "renamed": .array(changes.renamed.map(pair)),
    ]
  }

  private func rule(_ rule: RuleReference) -> Value {
    [
      "object": rule.object.json, "group": .string(rule.group), "name": .string(rule.name),
      "labels": .object(Object(rule.labels.map { ($0.name, .string($0.value)) })),
    ]
  }

  /// `fields` names what differs by meaning; `details` has every field with both texts.
  private func pair(_ pair: RuleChanges.Pair) -> Value {
    [
      "from": rule(pair.from), "to": rule(pair.to),
      "fields": .strings(pair.fields.filter { !$0.isCosmetic }.map(\.name)),
      "details": .array(
        pair.fields.map { field in
          [
            "field": .string(field.name), "from": field.from.json, "to": field.to.json,
            "cosmetic": .bool(field.isCosmetic), "meaning": .strings(field.meaning),
          ]
        }),
    ]
  }
}
