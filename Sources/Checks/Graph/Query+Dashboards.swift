import Kubernetes
import ValueTree

extension Query {
  /// The queries of the Grafana dashboards that a ConfigMap holds.
  static func dashboards(in entry: ObjectSet.Entry, _ reader: QueryReader) -> [Query] {
    (entry.value["data"]?.object ?? [:]).flatMap { key, value in
      (value.string.map(reader.dashboard) ?? []).map { query in
        Query(
          origin: query.origin, object: entry.reference, source: entry.source,
          path: ValuePath("data", .key(key)).description + "." + query.path, container: query.dashboard ?? key,
          name: query.name, askedLabel: query.askedLabel, expression: query.expression)
      }
    }
  }
}
