import Kubernetes

/// The alerts or the recording rules of two builds, compared.
enum RulesView {
  /// What came, went and changed among the rules of one kind, each list in the order of the rules' references (of the
  /// new side where there are two).
  static func changes(_ kind: PrometheusRuleView.Rule.Kind, from: ObjectSet, to: ObjectSet) -> RuleChanges {
    let olds = PlacedRule.all(kind, in: from), news = PlacedRule.all(kind, in: to)
    let match = RuleMatch(from: olds, to: news)
    var changes = RuleChanges()
    changes.removed = match.removed.map { olds[$0].reference }.sorted()
    changes.added = match.added.map { news[$0].reference }.sorted()
    changes.changed = pairs(match.kept, olds, news).filter { !$0.fields.isEmpty }
    changes.moved = pairs(match.moved, olds, news)
    changes.renamed = pairs(match.renamed, olds, news)
    let oldNames = Set(olds.map(\.reference.name)), newNames = Set(news.map(\.reference.name))
    changes.namesAdded = newNames.subtracting(oldNames).sorted()
    changes.namesRemoved = oldNames.subtracting(newNames).sorted()
    return changes
  }

  private static func pairs(
    _ pairs: [RuleMatch.Pair], _ olds: [PlacedRule], _ news: [PlacedRule]
  ) -> [RuleChanges.Pair] {
    pairs.sorted { (news[$0.to].reference, $0.to) < (news[$1.to].reference, $1.to) }.map { pair in
      RuleChanges.Pair(
        from: olds[pair.from].reference, to: news[pair.to].reference,
        fields: RuleComparison.fields(from: olds[pair.from], to: news[pair.to]))
    }
  }
}
