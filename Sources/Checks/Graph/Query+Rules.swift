import Kubernetes

extension Query {
  /// The rules of a PrometheusRule; none where the object is of another kind.
  static func rules(in entry: ObjectSet.Entry, _ reader: inout ExpressionReader) -> [Query] {
    var queries: [Query] = []
    for group in PrometheusRuleView(entry.value)?.groups ?? [] {
      for rule in group.rules {
        let name = rule.kind == .alert ? "alert" : "record"
        queries.append(
          Query(
            origin: rule.kind == .alert ? .alert : .record, object: entry.reference, source: entry.source,
            path: "spec.groups[name=\(group.name)].rules[\(name)=\(rule.name)]", container: group.name,
            name: rule.name, rule: rule, expression: reader.read(rule.expression, .plain)))
      }
    }
    return queries
  }
}
