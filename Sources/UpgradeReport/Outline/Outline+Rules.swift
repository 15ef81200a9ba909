/// Alerts and recording rules as items.
extension Outline {
  static func items(rules: RuleChanges, _ text: ChangeText) -> [OutlineItem] {
    let added = rules.added.map { OutlineItem(mark: .added, title: $0.name, context: place(of: $0)) }
    let removed = rules.removed.map { OutlineItem(mark: .removed, title: $0.name, context: place(of: $0)) }
    let renamed = rules.renamed.map { pair in
      OutlineItem(
        mark: .renamed, title: "\(pair.from.name) -> \(pair.to.name)", context: place(of: pair.to),
        details: details(of: pair, text))
    }
    let moved = rules.moved.map { pair in
      OutlineItem(
        mark: .moved, title: pair.to.name, context: labels(of: pair.to), note: move(of: pair),
        details: details(of: pair, text))
    }
    let changed = rules.changed.map { pair in
      let fields = pair.fields.filter { !$0.isCosmetic }
      return OutlineItem(
        mark: fields.isEmpty ? .cosmetic : .changed, title: pair.to.name, context: place(of: pair.to),
        note: (fields.isEmpty ? pair.fields : fields).map(\.name).joined(separator: ", "),
        details: details(of: pair, text))
    }
    return added + removed + renamed + moved + changed
  }

  /// `group node-exporter, severity=warning`
  private static func place(of rule: RuleReference) -> String {
    let labels = labels(of: rule)
    return "group \(rule.group)" + (labels.isEmpty ? "" : ", \(labels)")
  }

  private static func labels(of rule: RuleReference) -> String {
    rule.labels.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }

  private static func move(of pair: RuleChanges.Pair) -> String {
    pair.from.group == pair.to.group
      ? "\(pair.from.object.name) -> \(pair.to.object.name)" : "group \(pair.from.group) -> \(pair.to.group)"
  }

  private static func details(of pair: RuleChanges.Pair, _ text: ChangeText) -> [OutlineDetail] {
    pair.fields.map { field in
      let meaning = field.meaning.map { OutlineDetail.Line("\(field.name): \($0)") }
      return OutlineDetail(
        meaning + text.lines(field.name, from: field.from, to: field.to), subject: field.name,
        isCosmetic: field.isCosmetic)
    }
  }
}
