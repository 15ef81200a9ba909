/// What has become of an expression.
///
///     ExpressionComparison.compare("sum(rate(a[5m])) > 0.05", "sum(rate(a[15m])) > 0.01")
///     // changed(meaning: ["window 5m -> 15m", "threshold 0.05 -> 0.01"])
public enum ExpressionComparison: Hashable, Sendable {
  /// The texts are the same.
  case same
  /// Layout, order or spelling differ and mean nothing: the two give the same series and values.
  case layoutOnly
  /// Something else is asked for: what, in words, in the order of the text; empty where one of the two is no
  /// expression.
  case changed(meaning: [String])

  /// Longer texts, in bytes, are no expressions that anybody wrote: what has become of them is not told.
  private static let greatestLength = 20_000

  /// What has changed, in words; empty where nothing has, or where it cannot be said.
  public var meaning: [String] {
    if case .changed(let meaning) = self { meaning } else { [] }
  }

  /// Compares two expressions.
  ///
  /// - Parameters:
  ///   - from: the expression as it was.
  ///   - to: the expression as it is.
  ///   - isGrafana: whether they stand in a dashboard, with Grafana's variables.
  public static func compare(_ from: String, _ to: String, isGrafana: Bool = false) -> ExpressionComparison {
    if from.utf8.elementsEqual(to.utf8) { return .same }
    let old = GrafanaText(from, isEnabled: isGrafana)
    let new = GrafanaText(to, isEnabled: isGrafana, after: old)
    guard max(from.utf8.count, to.utf8.count) <= greatestLength, let from = try? Expression(parsing: old.text),
      let to = try? Expression(parsing: new.text)
    else { return .changed(meaning: []) }
    let (before, after) = (from.meaning, to.meaning)
    if before == after { return .layoutOnly }
    var difference = ExpressionDifference()
    difference.compare(before, after)
    return .changed(meaning: difference.words.map { new.restored(old.restored($0)) })
  }
}

extension Expression {
  /// The expression in a form without spelling, and with operands in one order where their order means nothing: two
  /// expressions with the same form give the same series and values.
  ///
  ///     try Expression(parsing: "0.5 < (b + a{y='1',x='2'})").normalForm  // "a{x=\"2\",y=\"1\"} + b > 0.5"
  public var normalForm: String { meaning.description }
}
