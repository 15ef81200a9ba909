import Kubernetes

extension Query {
  /// The rules of a PrometheusRule; none where the object is of another kind.
  static func rules(in entry: ObjectSet.Entry, _ reader: QueryReader) -> [Query] {
    var queries: [Query] = []
    for group in PrometheusRuleView(entry.value)?.groups ?? [] {
      var counts: [String: Int] = [:]
      for rule in group.rules { counts[rule.name, default: 0] += 1 }
      for rule in group.rules {
        // Labels tell rules of one name apart, as in the paths of changes.
        let labels = counts[rule.name, default: 0] > 1 ? rule.labels.map { ",\($0.name)=\($0.value)" }.joined() : ""
        // What its series have in the end.
        var labelled = rule
        labelled.labels += group.labels.filter { label in !rule.labels.contains { $0.name == label.name } }
        labelled.labels.sort { $0.name < $1.name }
        let step = (rule.kind == .alert ? "alert=" : "record=") + rule.name + labels
        queries.append(
          Query(
            origin: rule.kind == .alert ? .alert : .record, object: entry.reference, source: entry.source,
            path: "spec.groups[name=\(group.name)].rules[\(step)]", container: group.name,
            name: rule.name, rule: labelled, expression: reader.read(rule.expression, .plain)))
      }
    }
    return queries
  }
}
