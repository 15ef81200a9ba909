import Diagnostics
import ValueTree

/// One file of promtool tests.
struct TestFile: Sendable {
  /// What one case says about one alert.
  struct Expectation: Sendable, Hashable {
    var alert: String
    /// Whether the alert is expected to fire at some time.
    var fires: Bool
    /// Whether it is expected to be quiet at some time while something that feeds it has values.
    var isQuiet: Bool
  }

  /// One case: series, and what they lead to.
  struct Case: Sendable {
    /// As the file says it; `case N` where it says none.
    var name: String
    /// In the order of the file, each alert once.
    var expectations: [Expectation]
    /// The case as promtool reads it.
    var document: Value
  }

  /// As a person would name it.
  let path: String
  /// All but the cases: the evaluation interval and the like, with our own file of rules.
  let head: Object
  let cases: [Case]

  /// Reads a file's value.
  ///
  /// - Parameter inputs: for each alert the names that feed it.
  /// - Throws: a `Diagnostic` where the value is no test file.
  init(_ value: Value, path: String, rules: String, inputs: [String: Set<String>]) throws {
    guard var head = value.object, let tests = value["tests"]?.array else {
      throw Diagnostic("a file of tests needs 'tests', a list", at: SourceLocation(file: path))
    }
    head["tests"] = nil
    head["rule_files"] = .array([.string(rules)])
    self.path = path
    self.head = head
    cases = tests.enumerated().map { index, test in
      Case(
        name: test["name"]?.string ?? "case \(index + 1)", expectations: Self.expectations(of: test, inputs),
        document: test)
    }
  }

  private static func expectations(of test: Value, _ inputs: [String: Set<String>]) -> [Expectation] {
    let series = (test["input_series"]?.array ?? []).compactMap { $0["series"]?.string.map(metric) }
    var found: [Expectation] = []
    for check in test["alert_rule_test"]?.array ?? [] {
      let alert = check["alertname"]?.string ?? ""
      let fires = !(check["exp_alerts"]?.array ?? []).isEmpty
      let isQuiet = !fires && series.contains { inputs[alert]?.contains($0) == true }
      if let index = found.firstIndex(where: { $0.alert == alert }) {
        found[index].fires = found[index].fires || fires
        found[index].isQuiet = found[index].isQuiet || isQuiet
      } else {
        found.append(Expectation(alert: alert, fires: fires, isQuiet: isQuiet))
      }
    }
    return found
  }

  /// The name in `name{…}`.
  private static func metric(_ series: String) -> String {
    String(series.prefix { $0 != "{" }).filter { $0 != " " }
  }

  /// The whole file, or only what some cases say of some alert, as promtool reads it.
  func document(_ cases: [Case], alert: String? = nil) -> Value {
    var members = head
    members["tests"] = .array(cases.map { Self.only(alert, of: $0.document) })
    return .object(members)
  }

  private static func only(_ alert: String?, of test: Value) -> Value {
    guard let alert, var members = test.object else { return test }
    let checks = members["alert_rule_test"]?.array ?? []
    members["alert_rule_test"] = .array(checks.filter { $0["alertname"]?.string ?? "" == alert })
    members["promql_expr_test"] = nil
    return .object(members)
  }
}
