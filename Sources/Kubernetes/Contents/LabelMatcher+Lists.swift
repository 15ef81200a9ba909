import ValueTree

extension LabelMatcher {
  /// The matchers of a route or of one side of an inhibition rule: those of `match` and `match_re`, which are the older
  /// spelling, and of `matchers`; nil where one of them cannot be read.
  ///
  /// - Parameter prefix: what stands before the three words, as `source_`.
  package static func all(of node: Object, prefix: String = "") -> [LabelMatcher]? {
    guard let plain = pairs(node[prefix + "match"], .equal), let patterns = pairs(node[prefix + "match_re"], .matches),
      let list = list(node[prefix + "matchers"])
    else { return nil }
    return plain + patterns + list
  }

  private static func pairs(_ value: Value?, _ comparison: Operator) -> [LabelMatcher]? {
    guard let value, !value.isNull else { return [] }
    guard let object = value.object else { return nil }
    var matchers: [LabelMatcher] = []
    for (label, value) in object {
      guard let text = value.scalarText else { return nil }
      matchers.append(LabelMatcher(label: label, comparison: comparison, value: text))
    }
    return matchers
  }

  private static func list(_ value: Value?) -> [LabelMatcher]? {
    guard let value, !value.isNull else { return [] }
    guard let items = value.array else { return nil }
    var matchers: [LabelMatcher] = []
    for item in items {
      guard let some = item.string.flatMap(all(in:)) else { return nil }
      matchers += some
    }
    return matchers
  }
}
