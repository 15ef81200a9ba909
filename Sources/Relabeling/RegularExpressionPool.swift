/// Regular expressions of one build, each compiled once: endpoints repeat each other's relabeling.
package struct RegularExpressionPool {
  /// Which Prometheus matches them.
  package let dialect: RelabelDialect
  private var expressions: [String: Result<RegularExpression, RegularExpression.Problem>] = [:]

  /// An empty pool.
  package init(dialect: RelabelDialect) { self.dialect = dialect }

  /// The expression of a text, compiled unless it was before.
  package mutating func expression(_ text: String) throws(RegularExpression.Problem) -> RegularExpression {
    if let found = expressions[text] { return try found.get() }
    let made: Result<RegularExpression, RegularExpression.Problem>
    do throws(RegularExpression.Problem) {
      made = .success(try RegularExpression(text, dialect: dialect))
    } catch {
      made = .failure(error)
    }
    expressions[text] = made
    return try made.get()
  }
}
