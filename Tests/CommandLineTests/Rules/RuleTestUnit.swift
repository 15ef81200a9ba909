import Foundation
import ValueTree
import YAML

/// One entry of `tests` in a file for promtool, on its own, and which rules it looks at.
struct RuleTestUnit: Sendable {
  var test: Value
  var evaluationInterval = "1m"

  /// The entries of a file as promtool reads it.
  static func all(in file: URL) throws -> [RuleTestUnit] {
    // promtool takes values as text, where 0x60 is a constant series and no hexadecimal number.
    let text = try String(contentsOf: file, encoding: .utf8).replacing(#/values: (0x\d+) *\n/#) { "values: '\($0.output.1)'\n" }
    let document = try YAMLReader.read(text, file: file.lastPathComponent)
    return (document["tests"]?.array ?? []).map {
      RuleTestUnit(test: $0, evaluationInterval: document["evaluation_interval"]?.string ?? "1m")
    }
  }

  private var expressions: [String] { (test["promql_expr_test"]?.array ?? []).compactMap { $0["expr"]?.string } }

  /// Those of some names that the unit asks for: by alert, by series, or by a pattern of alerts.
  func mentioned(among names: Set<String>) -> Set<String> {
    let alerts = (test["alert_rule_test"]?.array ?? []).compactMap { $0["alertname"]?.string }
    var found = Set(alerts)
    for expression in expressions {
      found.formUnion(ExpressionTokens(expression).names.map(String.init))
      for match in expression.matches(of: #/alertname=~?"([^"]*)"/#) {
        guard let pattern = try? Regex(String(match.output.1)) else { continue }
        found.formUnion(names.filter { $0.wholeMatch(of: pattern) != nil })
      }
    }
    return found.intersection(names)
  }

  /// Files for promtool, one for each evaluation interval, with rules in `rules.yaml` beside them.
  static func files(_ units: [RuleTestUnit]) -> [(name: String, document: Value)] {
    Dictionary(grouping: units, by: \.evaluationInterval).sorted { $0.key < $1.key }.map { interval, units in
      (
        "every-\(interval).test.yaml",
        ["rule_files": ["rules.yaml"], "evaluation_interval": .string(interval), "tests": .array(units.map(\.test))]
      )
    }
  }
}
