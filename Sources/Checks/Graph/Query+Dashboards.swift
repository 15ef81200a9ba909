import Kubernetes
import ValueTree

extension Query {
  /// The queries of the Grafana dashboards that a ConfigMap holds: of their panels, then of their variables.
  static func dashboards(in entry: ObjectSet.Entry, _ reader: inout ExpressionReader) -> [Query] {
    var queries: [Query] = []
    for (key, value) in entry.value["data"]?.object ?? [:] {
      guard let text = value.string, text.utf8.first(where: { $0 > 32 }) == UInt8(ascii: "{"),
        let dashboard = try? JSONReader.read(text, file: key),
        dashboard["panels"]?.array != nil || dashboard["rows"]?.array != nil
      else { continue }
      let page = DashboardPage(dashboard, entry: entry, key: key)
      queries += page.panels(&reader) + page.variables(&reader)
    }
    return queries
  }
}

/// One dashboard, on the way to its queries.
private struct DashboardPage {
  let dashboard: Value
  let entry: ObjectSet.Entry
  let key: String
  let title: String

  init(_ dashboard: Value, entry: ObjectSet.Entry, key: String) {
    (self.dashboard, self.entry, self.key) = (dashboard, entry, key)
    title = dashboard["title"]?.string ?? key
  }

  func panels(_ reader: inout ExpressionReader) -> [Query] {
    var queries: [Query] = []
    // Rows and collapsed rows hold panels; the stack keeps their order.
    var waiting = (dashboard["rows"]?.array ?? []) + (dashboard["panels"]?.array ?? [])
    waiting.reverse()
    while let panel = waiting.popLast() {
      waiting += (panel["panels"]?.array ?? []).reversed()
      let name = panel["title"]?.string ?? ""
      for target in panel["targets"]?.array ?? [] where Self.isPrometheus(target, panel) {
        guard let text = target["expr"]?.string, text.utf8.contains(where: { $0 > 32 }) else { continue }
        queries.append(query(.panel, name, "panels[title=\(name)]", reader.read(text, .grafana)))
      }
    }
    return queries
  }

  func variables(_ reader: inout ExpressionReader) -> [Query] {
    (dashboard["templating"]?["list"]?.array ?? []).compactMap { variable in
      guard variable["type"]?.string == "query", Self.isPrometheus(variable, variable),
        let text = variable["query"]?.string ?? variable["query"]?["query"]?.string,
        let asked = GrafanaVariableQuery(text)
      else { return nil }
      let name = variable["name"]?.string ?? ""
      var found = query(.variable, name, "templating.list[name=\(name)]", reader.read(asked.expression, .grafana))
      found.askedLabel = asked.label
      return found
    }
  }

  private func query(_ origin: Query.Origin, _ name: String, _ path: String, _ expression: ReadExpression) -> Query {
    Query(
      origin: origin, object: entry.reference, source: entry.source,
      path: ValuePath("data", .key(key)).description + "." + path, container: title, name: name,
      expression: expression)
  }

  /// Whether a query goes to Prometheus, as far as the dashboard says: by default it does.
  private static func isPrometheus(_ query: Value, _ panel: Value) -> Bool {
    let type = query["datasource"]?["type"]?.string ?? panel["datasource"]?["type"]?.string
    return type.map { $0 == "prometheus" || $0 == "datasource" } ?? true
  }
}
