import Kubernetes
import PromQL

/// What differs between two sides of one rule, besides its place and its name.
enum RuleComparison {
  /// The differing fields in the order of a rule: `expr`, `for`, `keep_firing_for`, labels, annotations; the latter two
  /// by name.
  static func fields(from: PlacedRule, to: PlacedRule) -> [RuleChanges.Field] {
    var fields: [RuleChanges.Field] = []
    if from.rule.expression != to.rule.expression {
      fields.append(
        RuleChanges.Field(
          name: "expr", from: from.rule.expression, to: to.rule.expression,
          isCosmetic: from.expression == to.expression,
          meaning: ExpressionComparison.compare(from.rule.expression, to.rule.expression).meaning))
    }
    fields += [
      duration("for", from.rule.holdDuration, to.rule.holdDuration),
      duration("keep_firing_for", from.rule.keepFiringFor, to.rule.keepFiringFor),
    ].compactMap { $0 }
    fields += members("labels", from.rule.labels, to.rule.labels)
    fields += members("annotations", from.rule.annotations, to.rule.annotations)
    return fields
  }

  private static func duration(_ name: String, _ from: String?, _ to: String?) -> RuleChanges.Field? {
    guard from != to else { return nil }
    // None is as much as no time.
    let old = TimeSpan(from ?? "0"), new = TimeSpan(to ?? "0")
    return RuleChanges.Field(name: name, from: from, to: to, isCosmetic: old != nil && old == new)
  }

  private static func members(
    _ name: String, _ from: [PrometheusRuleView.Member], _ to: [PrometheusRuleView.Member]
  ) -> [RuleChanges.Field] {
    let olds = Dictionary(from.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let news = Dictionary(to.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    return Set(olds.keys).union(news.keys).sorted().compactMap { key in
      olds[key] == news[key] ? nil : RuleChanges.Field(name: "\(name).\(key)", from: olds[key], to: news[key])
    }
  }
}
