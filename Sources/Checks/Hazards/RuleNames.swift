import PromQL

/// Names of recording rules that Prometheus refuses: since 3.2 braces, which would look like a selector.
///
/// Source: Prometheus' change log, 3.2.0.
enum RuleNames {
  static func findings(_ context: HazardContext) -> [Finding] {
    guard let server = context.server(since: PrometheusVersion(3, 2)) else { return [] }
    return context.graph.queries.compactMap { query in
      guard query.origin == .record, query.name.contains(where: { $0 == "{" || $0 == "}" }) else { return nil }
      return Finding(
        .breaking, .ruleName, query.object, path: query.path,
        "the name of \(query.description) has braces: \(server.title) refuses the rules of its file",
        hint: "give it a name of letters, digits, '_' and ':'")
    }
  }
}
