import PromQL
import SemanticDiff

/// What matching has to know of an expression, whatever text it is.
enum ExpressionText {
  /// The expression without what is only layout: texts that are equal then are equal expressions.
  ///
  ///     ExpressionText.normalised("sum(\n  up  # all\n) by (job) > 0")  // "sum by (job) (up) > 0"
  static func normalised(_ text: String) -> String { ExpressionLayout.removed(text) }

  /// The metrics that it reads, sorted, each once; none where it cannot be parsed.
  static func metrics(of text: String) -> [String] {
    (try? Expression(parsing: text)).map { ExpressionSummary(of: $0).metrics } ?? []
  }
}
