import PromQL

/// The text of a query, read once however many places hold it.
struct ReadExpression: Sendable {
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
  var expression: Expression? { try? result.get() }

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
      result = .success(try Expression(checking: read))
    } catch {
      result = .failure(error)
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
