import Kubernetes

/// Which series an endpoint's metric relabelling drops, and which are all that it keeps, by name.
struct SeriesFilter {
  /// Series by metric name, or by name and the values of other labels.
  struct Series: Hashable {
    var metric: String
    /// The labels besides the name, with the value that they have; empty where the name decides alone.
    var labels: String
    var value: String
  }

  /// What is dropped, in the order of the steps.
  var dropped: [Series] = []
  /// What is kept, where everything else is dropped.
  var kept: [Series] = []

  init(_ steps: [RelabelingView]) {
    for step in steps where Self.isFilter(step) {
      let series = RegexAlternatives.all(of: step.regex).map { Self.series($0, step) }
      if step.action == "drop" { dropped += series } else { kept += series }
    }
  }

  /// Whether a step drops or keeps series by their names.
  static func isFilter(_ step: RelabelingView) -> Bool {
    step.sourceLabels.first == "__name__" && (step.action == "drop" || step.action == "keep")
  }

  private static func series(_ text: String, _ step: RelabelingView) -> Series {
    let labels = step.sourceLabels.dropFirst().joined(separator: step.separator)
    guard !labels.isEmpty, !step.separator.isEmpty, let place = text.firstRange(of: step.separator) else {
      return Series(metric: text, labels: "", value: "")
    }
    return Series(metric: String(text[..<place.lowerBound]), labels: labels, value: String(text[place.upperBound...]))
  }

  /// The lines that tell how a filter changed.
  static func lines(from: SeriesFilter, to: SeriesFilter) -> [String] {
    lines("drops", only(to.dropped, from.dropped)) + lines("no longer drops", only(from.dropped, to.dropped))
      + lines("keeps", only(to.kept, from.kept)) + lines("no longer keeps", only(from.kept, to.kept))
  }

  private static func only(_ series: [Series], _ others: [Series]) -> [Series] {
    let others = Set(others)
    return series.filter { !others.contains($0) }
  }

  private static func lines(_ verb: String, _ series: [Series]) -> [String] {
    let whole = series.filter(\.labels.isEmpty).map(\.metric)
    var order: [Series] = []
    var values: [Series: [String]] = [:]
    for one in series where !one.labels.isEmpty {
      let key = Series(metric: one.metric, labels: one.labels, value: "")
      if values[key] == nil { order.append(key) }
      values[key, default: []].append(one.value)
    }
    return (whole.isEmpty ? [] : ["\(verb) \(list(whole))"])
      + order.map { "\(verb) \($0.metric) where \($0.labels) is \(list(values[$0, default: []]))" }
  }

  private static func list(_ names: [String]) -> String {
    names.count <= 8
      ? names.joined(separator: ", ") : names.prefix(5).joined(separator: ", ") + ", … \(names.count - 5) more"
  }
}
