import Foundation
import ValueTree
import YAML

/// One entry of a table of cases (`*.cases.yaml`): series for which a rule fires, and changes that keep it quiet.
///
/// Each variation runs as a cluster of its own in one test, named after it, so every case also shows that clusters do
/// not disturb each other. How tables are written stands in docs/testing-rules.md.
struct RuleCase {
  var name: String
  var isAlert: Bool
  /// The labels that tell the rule from others of its name.
  var labels: [String: String]
  var duration: Int
  var at: Int
  /// The minute at which nothing fires yet.
  var pending: Int?
  var evaluationInterval: String
  /// Seconds between samples.
  var sampleInterval: Int
  var isSeparate: Bool
  /// By the name of the cluster.
  var firing: [(cluster: String, series: [TestSeries])]
  var quiet: [(cluster: String, series: [TestSeries])]
  /// What a recording rule gives, by label set.
  var gives: [(labels: [String: String], value: Value)]

  private static let keys: Set = [
    "alert", "record", "severity", "labels", "for", "at", "pending", "every", "scraped", "separate", "series",
    "quiet", "fires", "gives",
  ]

  static func all(in file: URL) throws -> [RuleCase] {
    let table = try YAMLReader.read(Array(Data(contentsOf: file)), file: file.lastPathComponent)
    return try (table["cases"]?.array ?? []).map { try RuleCase($0, table: table) }
  }

  init(_ entry: Value, table: Value) throws {
    for key in entry.object?.keys ?? [] where !Self.keys.contains(key) { throw TestSeries.Malformed(text: key) }
    let defaults = Self.strings(table["labels"])
    isAlert = entry["alert"] != nil
    name = (entry["alert"] ?? entry["record"])?.string ?? ""
    labels = Self.strings(entry["labels"])
    if let severity = entry["severity"]?.string { labels["severity"] = severity }
    duration = Self.minutes(entry["for"])
    at = entry["at"] == nil ? duration + 10 : Self.minutes(entry["at"])
    pending = entry["pending"] == nil ? (duration > 0 ? duration - 1 : nil) : Self.minutes(entry["pending"])
    evaluationInterval = entry["every"]?.string ?? "1m"
    sampleInterval = entry["scraped"]?.integer ?? 60
    isSeparate = entry["separate"] == true
    let base = try (entry["series"]?.object ?? [:]).map {
      try TestSeries($0.key, values: $0.value, defaults: defaults)
    }
    let variations = { (source: Value?) in
      try (source?.object ?? [:]).map { (cluster: $0.key, series: try base.changed(by: $0.value, defaults: defaults)) }
    }
    firing = try [("base", base)] + variations(entry["fires"])
    let shared = isSeparate ? [] : try variations(table["quiet"])
    let own = try variations(entry["quiet"])
    quiet = shared.filter { each in !own.contains { $0.cluster == each.cluster } } + own
    gives = try (entry["gives"]?.object ?? [:]).map { (try TestSeries($0.key, values: 0).labels, $0.value) }
  }

  private static func strings(_ value: Value?) -> [String: String] {
    var result: [String: String] = [:]
    for (key, member) in value?.object ?? [:] { result[key] = member.string ?? "\(member)" }
    return result
  }

  private static func minutes(_ value: Value?) -> Int {
    guard let match = (value?.string ?? "").wholeMatch(of: #/(\d+)([mhd])/#) else { return 0 }
    let unit = match.output.2 == "m" ? 1 : match.output.2 == "h" ? 60 : 24 * 60
    return (Int(match.output.1) ?? 0) * unit
  }

  /// The tests that promtool runs.
  var units: [RuleTestUnit] {
    let firing = firing.map { ($0.cluster, $0.series, true) }
    let all = firing + quiet.map { ($0.cluster, $0.series, false) }
    return isSeparate ? all.map { unit(of: [$0]) } : [unit(of: all)]
  }

  private func unit(of clusters: [(name: String, series: [TestSeries], fires: Bool)]) -> RuleTestUnit {
    let input = clusters.flatMap { cluster in
      cluster.series.map { $0.input(samples: at * 60 / sampleInterval + 1, adding: ["cluster": cluster.name]) }
    }
    let test: Value = [
      "name": .string(clusters.count == 1 ? "\(name): \(clusters[0].name)" : name),
      "interval": .string("\(sampleInterval)s"),
      "input_series": .array(input),
      "promql_expr_test": .array(isAlert ? alertTests(clusters.filter(\.fires).map(\.name)) : [recordTest]),
    ]
    return RuleTestUnit(test: test, evaluationInterval: evaluationInterval)
  }

  private var selector: String { TestSeries.text(of: labels).dropFirst().dropLast().description }

  private func alertTests(_ firing: [String]) -> [Value] {
    let more = selector.isEmpty ? "" : "," + selector
    let expression = "group by (cluster) (ALERTS{alertname=\"\(name)\",alertstate=\"firing\"\(more)})"
    let check = { (time: Int, clusters: [String]) -> Value in
      [
        "expr": .string(expression), "eval_time": .string("\(time)m"),
        "exp_samples": .array(clusters.map { ["labels": .string("{cluster=\"\($0)\"}"), "value": 1] }),
      ]
    }
    return (pending.map { [check($0, [])] } ?? []) + [check(at, firing)]
  }

  private var recordTest: Value {
    [
      "expr": .string("round(\(name){\(selector)}, 0.001)"), "eval_time": .string("\(at)m"),
      "exp_samples": .array(
        gives.map { labels, value in
          let all = ["cluster": "base"].merging(labels) { $1 }.merging(self.labels) { $1 }
          return ["labels": .string(TestSeries.text(of: all)), "value": value]
        }),
    ]
  }
}
