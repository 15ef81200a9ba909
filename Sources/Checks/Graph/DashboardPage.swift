import ValueTree

/// What a panel or a variable of a dashboard asks, wherever the dashboard is.
struct DashboardQuery: Sendable {
  var origin: Query.Origin
  /// The title of the dashboard; nil where it has none.
  var dashboard: String?
  /// The title of the panel, or the variable's name.
  var name: String
  /// The place in the dashboard.
  var path: String
  /// The label that a variable asks the values of, where it does.
  var askedLabel: String?
  var expression: ReadExpression
}

/// One Grafana dashboard, on the way to its queries.
struct DashboardPage {
  private let dashboard: Value

  /// Reads the text; nil where it is no dashboard.
  init?(_ text: String) {
    guard text.utf8.first(where: { $0 > 32 }) == UInt8(ascii: "{"), let dashboard = try? JSONReader.read(text),
      dashboard["panels"]?.array != nil || dashboard["rows"]?.array != nil
    else { return nil }
    self.dashboard = dashboard
  }

  /// Those of its panels, then those of its variables.
  func queries(_ reader: QueryReader) -> [DashboardQuery] { panels(reader) + variables(reader) }

  private func panels(_ reader: QueryReader) -> [DashboardQuery] {
    var queries: [DashboardQuery] = []
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

  private func variables(_ reader: QueryReader) -> [DashboardQuery] {
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

  private func query(
    _ origin: Query.Origin, _ name: String, _ path: String, _ expression: ReadExpression
  ) -> DashboardQuery {
    DashboardQuery(
      origin: origin, dashboard: dashboard["title"]?.string, name: name, path: path, expression: expression)
  }

  /// Whether a query goes to Prometheus, as far as the dashboard says: by default it does.
  private static func isPrometheus(_ query: Value, _ panel: Value) -> Bool {
    let type = query["datasource"]?["type"]?.string ?? panel["datasource"]?["type"]?.string
    return type.map { $0 == "prometheus" || $0 == "datasource" } ?? true
  }
}
