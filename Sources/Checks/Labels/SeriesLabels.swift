import PromQL

/// The labels of some series, as far as an expression tells: which they surely have, which they surely lack, and which
/// values these may have. The metric's name is not among them.
///
///     let labels = SeriesLabels.unlabelled.setting("job", .present)
///     labels["job"].isPresent, labels["pod"].isAbsent  // true, true
struct SeriesLabels: Sendable, Hashable {
  /// What is known of the labels that are not named.
  private(set) var others: LabelValues
  private(set) var named: [String: LabelValues]
  /// Whether there surely is no series at all.
  private(set) var isEmpty = false

  private init(others: LabelValues, named: [String: LabelValues] = [:]) {
    (self.others, self.named) = (others, named)
  }

  /// Series of which nothing is known.
  static let anything = SeriesLabels(others: .any)
  /// One series without labels.
  static let unlabelled = SeriesLabels(others: .absent)

  /// What is known of a label.
  subscript(label: String) -> LabelValues {
    label == Matcher.metricName ? .any : named[label] ?? others
  }

  /// The labels of which more is known than of all others, sorted.
  var names: [String] { named.keys.sorted() }

  /// With other values of a label.
  func setting(_ label: String, _ values: LabelValues) -> SeriesLabels {
    guard label != Matcher.metricName else { return self }
    var result = self
    result.named[label] = values == others ? nil : values
    if values.isImpossible { result.isEmpty = true }
    return result
  }

  /// With only those of a label's values that it may have besides.
  func narrowed(_ label: String, to values: LabelValues) -> SeriesLabels {
    setting(label, self[label].intersection(values))
  }

  /// Without all labels but these.
  func keeping(_ labels: [String]) -> SeriesLabels {
    var result = SeriesLabels.unlabelled
    for label in labels { result = result.setting(label, self[label]) }
    result.isEmpty = isEmpty
    return result
  }

  /// Without these labels.
  func dropping(_ labels: [String]) -> SeriesLabels {
    labels.reduce(self) { $0.setting($1, .absent) }
  }

  /// Series of the one or the other.
  func union(_ other: SeriesLabels) -> SeriesLabels {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var result = SeriesLabels(others: others.union(other.others))
    for label in Set(named.keys).union(other.named.keys) {
      result = result.setting(label, self[label].union(other[label]))
    }
    return result
  }

  /// The first label, in the order of names, of which the two can have no common value; nil where they may be alike.
  func difference(from other: SeriesLabels) -> String? {
    Set(named.keys).union(other.named.keys).sorted().first { self[$0].intersection(other[$0]).isImpossible }
  }
}
