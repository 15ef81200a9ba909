import Synchronization

/// Reads expressions and dashboards, and remembers them: many panels and rules have the same, and so have many
/// clusters.
///
///     let reader = QueryReader()
///     let checks = clusters.map { BuildCheck($0, reading: reader) }
public final class QueryReader: Sendable {
  private struct Key: Hashable {
    var text: String
    var language: ReadExpression.Language
  }

  private struct State {
    var expressions: [Key: ReadExpression] = [:]
    /// By their JSON.
    var dashboards: [String: [DashboardQuery]] = [:]
  }

  private let state = Mutex(State())

  /// One that has read nothing yet. It may be used from any thread, and keeps what it reads for as long as it lives.
  public init() {}

  /// The expression of a text.
  func read(_ text: String, _ language: ReadExpression.Language) -> ReadExpression {
    let key = Key(text: text, language: language)
    if let known = state.withLock({ $0.expressions[key] }) { return known }
    let read = ReadExpression(text, language)
    state.withLock { $0.expressions[key] = read }
    return read
  }

  /// The queries of a dashboard; none where the text is no dashboard.
  func dashboard(_ text: String) -> [DashboardQuery] {
    if let known = state.withLock({ $0.dashboards[text] }) { return known }
    let queries = DashboardPage(text)?.queries(self) ?? []
    state.withLock { $0.dashboards[text] = queries }
    return queries
  }
}
