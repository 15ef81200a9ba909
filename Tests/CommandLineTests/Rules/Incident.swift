import Foundation
import Testing
import ValueTree
import YAML

/// Something that goes wrong in a healthy cluster, and every alert that fires for it: libsonnet/stack/tests/incidents.
struct Incident: Sendable, CustomTestStringConvertible {
  var name: String
  /// Minutes after the beginning.
  var at: Int
  var changes: Value
  /// `NAME`, or `NAME SEVERITY` where the name alone does not tell which.
  var fires: [String]

  var testDescription: String { name }

  private static let folder = Workspace.project.appending(path: "libsonnet/stack/tests/incidents")

  /// Those of every file, in the files' order; a file that cannot be read is an incident that fails.
  static let all: [Incident] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.sorted().filter { $0 != "healthy.yaml" }.flatMap { file in
      ((try? read(file))?.array ?? [["incident": .string("\(file) cannot be read"), "fires": [.string(file)]]])
        .map(Incident.init)
    }
  }()

  private static func read(_ file: String) throws -> Value {
    try YAMLReader.read(Array(Data(contentsOf: folder.appending(path: file))), file: file)
  }

  private init(_ entry: Value) {
    name = entry["incident"]?.string ?? ""
    changes = entry["changes"] ?? [:]
    fires = (entry["fires"]?.array ?? []).compactMap(\.string)
    let time = entry["at"]?.string ?? "30m"
    at = (Int(time.dropLast()) ?? 0) * (time.hasSuffix("h") ? 60 : 1)
  }

  /// The test that promtool runs: exactly these alerts fire, and Watchdog.
  func unit(among rules: RuleSet) throws -> RuleTestUnit {
    let healthy = try Self.read("healthy.yaml")
    let defaults = ["cluster": "prod"]
    let series = try (healthy["series"]?.object ?? [:]).map {
      try TestSeries($0.key, values: $0.value, defaults: defaults)
    }.changed(by: changes, defaults: defaults)
    let expected = try ((fires + ["Watchdog none"]).map { try labels(of: $0, among: rules) })
    // Hours are looked at every five minutes: nothing that takes hours changes within less.
    let interval = at > 120 ? "5m" : "1m"
    return RuleTestUnit(
      test: [
        "name": .string(name), "interval": "1m", "input_series": .array(series.map { $0.input(samples: at + 1) }),
        "promql_expr_test": [
          [
            "expr": "group by (alertname, severity) (ALERTS{alertstate=\"firing\"})", "eval_time": .string("\(at)m"),
            "exp_samples": .array(expected.map { ["labels": .string($0), "value": 1] }),
          ]
        ],
      ], evaluationInterval: interval)
  }

  struct Unknown: Error {
    var alert: String
  }

  private func labels(of alert: String, among rules: RuleSet) throws -> String {
    let words = alert.split(separator: " ").map(String.init)
    let severities = Set(rules.rules.filter { $0.name == words[0] }.compactMap { $0.labels["severity"]?.string })
    let wanted = words.count > 1 ? severities.filter { $0 == words[1] } : severities
    guard wanted.count == 1, let severity = wanted.first else { throw Unknown(alert: alert) }
    return TestSeries.text(of: ["alertname": words[0], "severity": severity])
  }
}
