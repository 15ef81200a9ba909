/// Regular expressions of one build, each compiled once: endpoints repeat each other's relabeling.
package struct RegularExpressionPool {
  /// Which Prometheus matches them.
  package let dialect: RelabelDialect
  /// By the bytes of their texts: `String`'s own equality takes canonically equivalent texts for one.
  private var expressions: [[UInt8]: Result<RegularExpression, RegularExpression.Problem>] = [:]

  /// An empty pool.
  package init(dialect: RelabelDialect) { self.dialect = dialect }

  /// The expression of a text, compiled unless it was before.
  package mutating func expression(_ text: String) throws(RegularExpression.Problem) -> RegularExpression {
    let key = Array(text.utf8)
    if let found = expressions[key] { return try found.get() }
    let made: Result<RegularExpression, RegularExpression.Problem>
    do throws(RegularExpression.Problem) {
      made = .success(try RegularExpression(text, dialect: dialect))
    } catch {
      made = .failure(error)
    }
    expressions[key] = made
    return try made.get()
  }
}
