import Kubernetes
import PromQL
import ValueTree
import YAML

/// The templates of prometheus-adapter's queries, which have `<<` and `>>` around them.
enum AdapterTemplate {
  /// A query with its templates as Grafana's variables, which stand in the same places: in lists of labels, among
  /// matchers, for a metric.
  ///
  ///     AdapterTemplate.withVariables("sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)")
  ///     // "sum(${Series}{${LabelMatchers}}) by (${GroupBy})"
  static func withVariables(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "<<"), let end = rest[start.upperBound...].firstRange(of: ">>") {
      let name = rest[start.upperBound..<end.lowerBound].filter { $0.isASCII && $0.isLetter }
      result += rest[..<start.lowerBound] + "${\(name)}"
      rest = rest[end.upperBound...]
    }
    return result + rest
  }
}

extension Query {
  /// The queries of prometheus-adapter in a ConfigMap: those of `resourceRules`, `rules` and `externalRules`.
  static func adapter(in entry: ObjectSet.Entry, _ reader: QueryReader) -> [Query] {
    var queries: [Query] = []
    // Dashboards are long, and to look for words in them takes longer than all the rest.
    for (key, value) in entry.value["data"]?.object ?? [:] where !key.hasSuffix(".json") {
      guard let text = value.string, text.contains("resourceRules") || text.contains("seriesQuery"),
        let document = try? YAMLReader.read(text, file: key)
      else { continue }
      for (name, text) in texts(in: document) {
        queries.append(
          Query(
            origin: .adapter, object: entry.reference, source: entry.source,
            path: ValuePath("data", .key(key)).description, container: key, name: name,
            expression: reader.read(text, .adapter)))
      }
    }
    return queries
  }

  private static func texts(in document: Value) -> [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    for resource in ["cpu", "memory"] {
      for key in ["containerQuery", "nodeQuery"] {
        if let text = document["resourceRules"]?[resource]?[key]?.string { texts.append(("\(resource) \(key)", text)) }
      }
    }
    for list in ["rules", "externalRules"] {
      for (index, rule) in (document[list]?.array ?? []).enumerated() {
        let place = "\(list)[\(index)]"
        guard let series = rule["seriesQuery"]?.string else { continue }
        texts.append(("\(place) seriesQuery", series))
        let metric = (try? Expression(parsing: series))?.selectors.first?.metric
        if let query = rule["metricsQuery"]?.string {
          // What the series query finds is what the metrics query asks for.
          texts.append(("\(place) metricsQuery", metric.map { query.replacing("<<.Series>>", with: $0) } ?? query))
        }
      }
    }
    return texts
  }
}
