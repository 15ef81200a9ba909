import ValueTree

/// One series that a test feeds to rules, written `metric{label="value"}: values`.
struct TestSeries: Hashable {
  var metric: String
  var labels: [String: String]
  /// As promtool reads them; a constant or a ramp lasts as long as the test does.
  var values: String

  struct Malformed: Error {
    var text: String
  }

  init(_ text: String, values: Value, defaults: [String: String] = [:]) throws {
    guard let match = text.wholeMatch(of: #/([A-Za-z0-9_:]*)\s*(?:\{(.*)\})?/#) else { throw Malformed(text: text) }
    metric = String(match.output.1)
    labels = defaults
    for pair in (match.output.2 ?? "").matches(of: #/([A-Za-z0-9_]+)="([^"]*)"/#) {
      labels[String(pair.output.1)] = String(pair.output.2)
    }
    self.values = try Self.values(values)
  }

  /// What a table says about values: a number or promtool's notation.
  static func values(_ value: Value) throws -> String {
    if let text = value.string { return text }
    guard value.number != nil else { throw Malformed(text: "\(value)") }
    return "\(value)"
  }

  /// Whether a selector, which has the shape of a series, chooses this one.
  func matches(_ selector: TestSeries) -> Bool {
    (selector.metric == metric || selector.metric == "all")
      && selector.labels.allSatisfy { labels[$0.key] == $0.value }
  }

  /// The label set in promtool's words.
  static func text(of labels: [String: String]) -> String {
    let pairs = labels.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
    return "{" + pairs.joined(separator: ", ") + "}"
  }

  /// As an entry of `input_series` with so many samples.
  func input(samples: Int, adding more: [String: String] = [:]) -> Value {
    let isComplete = values.contains("x") || values.contains(" ")
    return [
      "series": .string(metric + Self.text(of: labels.merging(more) { $1 })),
      "values": .string(isComplete ? values : "\(values)x\(samples)"),
    ]
  }
}

extension [TestSeries] {
  /// These with one change of a table: `metric: 5` sets values, `metric: null` takes series away, `metric:
  /// {job: other}` sets labels; `all` is every series. Values for a series that is not there add it.
  func changed(_ key: String, to value: Value, defaults: [String: String] = [:]) throws -> [TestSeries] {
    let selector = try TestSeries(key, values: 0)
    let chosen = filter { $0.matches(selector) }
    if let labels = value.object {
      guard !chosen.isEmpty else { throw TestSeries.Malformed(text: "\(key) changes labels of nothing") }
      return map { series in
        guard series.matches(selector) else { return series }
        var series = series
        for (name, new) in labels { series.labels[name] = new.string ?? "" }
        return series
      }
    }
    if value.isNull {
      guard !chosen.isEmpty else { throw TestSeries.Malformed(text: "\(key) removes nothing") }
      return filter { !$0.matches(selector) }
    }
    if chosen.isEmpty { return self + [try TestSeries(key, values: value, defaults: defaults)] }
    let values = try TestSeries.values(value)
    return map { series in
      guard series.matches(selector) else { return series }
      var series = series
      series.values = values
      return series
    }
  }

  func changed(by changes: Value?, defaults: [String: String] = [:]) throws -> [TestSeries] {
    try (changes?.object ?? [:]).reduce(self) { try $0.changed($1.key, to: $1.value, defaults: defaults) }
  }
}
