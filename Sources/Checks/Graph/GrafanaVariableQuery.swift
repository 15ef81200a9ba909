/// What a variable of a Grafana dashboard asks Prometheus for.
///
///     GrafanaVariableQuery("label_values(up{job=\"node\"}, instance)")
///     // expression: up{job="node"}, label: instance
struct GrafanaVariableQuery {
  /// The series.
  var expression: String
  /// The label whose values the variable has; nil for the values of the series themselves.
  var label: String?

  /// Reads `label_values(SERIES, LABEL)` and `query_result(EXPRESSION)`; nil for a query that names no series.
  init?(_ text: String) {
    let text = Self.trimmed(text[...])
    guard text.last == ")", let open = text.firstIndex(of: "(") else { return nil }
    let inner = text[text.index(after: open)..<text.index(before: text.endIndex)]
    switch Self.trimmed(text[..<open]) {
    case "label_values":
      // A label's name has no comma, so the last one stands before it.
      guard let comma = inner.lastIndex(of: ",") else { return nil }
      expression = String(Self.trimmed(inner[..<comma]))
      label = String(Self.trimmed(inner[inner.index(after: comma)...]))
    case "query_result": expression = String(Self.trimmed(inner))
    default: return nil
    }
    if expression.isEmpty { return nil }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }
}
