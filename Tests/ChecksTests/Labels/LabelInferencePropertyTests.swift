import PromQL
import TestSupport
import Testing
import ValueTree

@testable import Checks

/// What is inferred of an expression's labels holds for what Prometheus makes of it.
@Suite("Labels that are inferred and labels that there are", .enabled(if: Promtool.url != nil, "\(Promtool.missing)"))
struct LabelInferencePropertyTests {
  @Test("what surely is there is there, and what surely is not there is not")
  func property() throws {
    var queries = RandomQueries(generator: SeededGenerator(seed: Effort.seed))
    let count = Effort.count(full: 30_000, quick: 1_500)
    var (told, results, empty) = (0, 0, 0)
    var failures: [String] = []
    var left = count
    while left > 0 {
      let texts = (0..<min(left, 1_500)).map { _ in queries.vector() }
        .filter { (try? PromQL.Expression(checking: $0)) != nil }
      left -= 1_500
      let answers = try Self.evaluate(texts)
      for (text, answer) in zip(texts, answers) {
        guard let answer, let labels = try Self.infer(text) else { continue }
        results += answer.count
        if labels.isEmpty { empty += 1 }
        for label in ["a", "b", "c", "d", "le"] where labels[label].isPresent || labels[label].isAbsent { told += 1 }
        for series in answer where !Self.holds(labels, for: series) { failures.append("\(text) gives \(series)") }
      }
    }
    print("\(count) expressions, \(results) series, \(told) labels certain, \(empty) surely empty, seed \(Effort.seed)")
    #expect(failures.prefix(5) == [])
    #expect(results > count / 4 && told > count / 4 && empty > count / 200)
  }

  private static func holds(_ labels: SeriesLabels, for series: [String: String]) -> Bool {
    guard !labels.isEmpty else { return false }
    return Set(series.keys).union(labels.names).allSatisfy { label in
      label == Matcher.metricName
        || !labels[label].intersection(.exactly(series[label] ?? "")).isImpossible
    }
  }

  private static func infer(_ text: String) throws -> SeriesLabels? {
    var inference = LabelInference { selector in
      let known = RandomQueries.series.filter { $0.metric == selector.metric }.map { series in
        series.labels.reduce(SeriesLabels.unlabelled) { $0.setting($1.key, .exactly($1.value)) }
      }
      return known.dropFirst().reduce(known.first ?? .anything) { $0.union($1) }
    }
    return inference.labels(of: try PromQL.Expression(parsing: text))
  }

  /// The series of each expression's result; nil where Prometheus refuses to evaluate it.
  private static func evaluate(_ texts: [String]) throws -> [[[String: String]]?] {
    let input: [Value] = RandomQueries.series.map { series in
      let labels = series.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
      return ["series": .string("\(series.metric){\(labels.joined(separator: ","))}"), "values": "1+1x20"]
    }
    // The time tells which one is answered: promtool prints it.
    let tests: [Value] = texts.enumerated().map { index, text in
      ["expr": .string(text), "eval_time": .string(time(index)), "exp_samples": [["labels": "no{}", "value": 0]]]
    }
    let test: Value = ["interval": "1m", "input_series": .array(input), "promql_expr_test": .array(tests)]
    let document: Value = ["tests": [test]]
    let output = try Promtool.run(["test", "rules"], file: JSONWriter.compact(document))
    let places = Dictionary(uniqueKeysWithValues: texts.indices.map { (time($0), $0) })
    var answers = [[[String: String]]?](repeating: nil, count: texts.count)
    var current: Int?
    for line in output.split(separator: "\n") {
      if let match = line.firstMatch(of: /expr: .*, time: ([0-9ms]+),\s*(.*)$/) {
        current = match.2.isEmpty ? places[String(match.1)] : nil
      } else if let match = line.firstMatch(of: /^\s*got:\s?(.*)$/), let place = current {
        answers[place] = match.1 == "nil" ? [] : match.1.matches(of: /\{([^}]*)\}/).map { series(in: $0.1) }
        current = nil
      }
    }
    return answers
  }

  private static func time(_ index: Int) -> String {
    let seconds = index / 1000, rest = index % 1000
    return "10m" + (seconds > 0 ? "\(seconds)s" : "") + (rest > 0 ? "\(rest)ms" : "")
  }

  private static func series(in text: Substring) -> [String: String] {
    var labels: [String: String] = [:]
    for match in text.matches(of: /(\w+)="([^"]*)"/) {
      labels[String(match.1)] = String(match.2).replacing("\\\\", with: "\\")
    }
    return labels
  }
}
