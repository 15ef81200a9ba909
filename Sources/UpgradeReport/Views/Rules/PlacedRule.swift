import Kubernetes

/// A rule of one side with all that matching and comparing it need.
struct PlacedRule {
  /// Where it stands.
  var reference: RuleReference
  /// The rule itself.
  var rule: PrometheusRuleView.Rule
  /// Its expression without layout.
  var expression: String

  /// The rules of one kind in the order of the objects, their groups and rules.
  static func all(_ kind: PrometheusRuleView.Rule.Kind, in objects: ObjectSet) -> [PlacedRule] {
    objects.entries.flatMap { entry in
      (PrometheusRuleView(entry.value)?.groups ?? []).flatMap { group in
        group.rules.filter { $0.kind == kind }.map { rule in
          PlacedRule(
            reference: RuleReference(
              object: entry.reference, group: group.name, name: rule.name,
              labels: rule.labels.map { RuleReference.Label($0.name, $0.value) }),
            rule: rule, expression: ExpressionText.normalised(rule.expression))
        }
      }
    }
  }

  /// What identifies the rule's object: not the version of its `apiVersion`.
  var objectKey: [String] {
    let object = ObjectIdentity(of: reference.object)
    return [object.group, object.kind, object.namespace ?? "", object.name]
  }

  /// The rule's labels as a key.
  var labelKey: [String] { reference.labels.flatMap { [$0.name, $0.value] } }
}
