extension Sequence where Element: Hashable {
  /// The elements, each once, where it comes first.
  ///
  ///     ["b", "a", "b"].uniqued()  // ["b", "a"]
  package func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
