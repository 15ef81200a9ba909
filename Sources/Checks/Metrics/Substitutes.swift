import Diagnostics

/// Finds the name under which a Prometheus may have a metric that it lacks.
struct Substitutes {
  private let list: MetricList
  /// The names that nobody asks for, by their first word: a metric that is asked for is no other one's new name.
  private let candidates: [Substring: [String]]

  /// - Parameter needed: the metrics that the build asks for.
  init(in list: MetricList, besides needed: Set<String>) {
    self.list = list
    candidates = Dictionary(grouping: list.names.filter { !needed.contains($0) }, by: Self.firstWord)
  }

  /// A name with another suffix, else one that is nearly the same and of the same exporter, as its first word says.
  func substitute(for name: String) -> MissingMetric.Substitute? {
    for suffix in ["_bucket", "_sum", "_count"] {
      if name.hasSuffix(suffix), list.contains(String(name.dropLast(suffix.count))) {
        return .init(
          name: String(name.dropLast(suffix.count)),
          reason: "as a native histogram or a summary, it has no series \(suffix)")
      }
    }
    if list.contains(name + "_bucket") {
      return .init(name: name + "_bucket", reason: "it is a classic histogram there")
    }
    let counter = name.hasSuffix("_total") ? String(name.dropLast("_total".count)) : name + "_total"
    if list.contains(counter) { return .init(name: counter) }
    return Suggestion.nearest(to: name, in: candidates[Self.firstWord(of: name)] ?? []).map { .init(name: $0) }
  }

  private static func firstWord(of name: String) -> Substring { name.prefix { $0 != "_" && $0 != ":" } }
}
