import PromQL

/// The text of a query, read once however many places and clusters hold it: what follows from it alone is kept, too.
final class ReadExpression: Sendable {
  /// Where the text comes from, which decides what of it is no PromQL.
  enum Language: Sendable, Hashable {
    /// PromQL as it is.
    case plain
    /// With Grafana's variables, `$name` and their like.
    case grafana
    /// With the templates of prometheus-adapter, `<<.Series>>` and their like.
    case adapter
  }

  /// As it is written.
  let text: String
  /// Whether values in it may be anything, as they are filled in later.
  let language: Language
  /// What it means, or the first thing that is wrong with it.
  let result: Result<Expression, Problem>

  /// The expression; nil where it cannot be read.
  let expression: Expression?
  /// Its selectors, in the order of the text.
  let selectors: [VectorSelector]
  /// What it uses; nil where it cannot be read.
  let summary: ExpressionSummary?

  init(_ text: String, _ language: Language) {
    self.text = text
    self.language = language
    let read =
      switch language {
      case .plain: text
      case .grafana: GrafanaText(text).text
      case .adapter: GrafanaText(AdapterTemplate.withVariables(text)).text
      }
    do throws(Problem) {
      let expression = try Expression(checking: read)
      result = .success(expression)
      self.expression = expression
      selectors = expression.selectors
      summary = ExpressionSummary(of: expression)
    } catch {
      result = .failure(error)
      (expression, selectors, summary) = (nil, [], nil)
    }
  }

  /// Whether a name or a text is filled in later, as a whole or in part.
  func isFilledIn(_ text: String) -> Bool {
    guard language != .plain else { return false }
    let bytes = text.utf8
    return bytes.contains(UInt8(ascii: "$")) || GrafanaText.hasPlaceholder(text)
      || zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "[") && $1 == UInt8(ascii: "[") }
  }
}
