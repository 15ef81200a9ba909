import PromQL
import Relabeling

/// Matchers of `le` and `quantile` with whole numbers, which Prometheus 3 stores as `1.0`.
enum BucketMatchers {
  static func findings(_ context: HazardContext) -> [Finding] {
    guard let server = context.server(since: .three) else { return [] }
    // Where somebody keeps the old values by relabeling, nothing is certain.
    let keepsOld = context.endpoints.contains { endpoint in
      endpoint.endpoint.metricRelabelings.steps.contains { $0.onlyTarget.map(BucketBound.labels.contains) ?? false }
    }
    var pool = RegularExpressionPool(dialect: .three)
    var findings: [Finding] = []
    for query in context.graph.queries {
      let all = query.expression.selectors.flatMap(\.matchers).filter { BucketBound.labels.contains($0.label) }
      var seen: Set<Matcher> = []
      for selector in query.expression.selectors {
        for matcher in selector.matchers where BucketBound.labels.contains(matcher.label) {
          guard !query.expression.isFilledIn(matcher.value), let loss = loss(matcher, &pool),
            seen.insert(Matcher(matcher.label, matcher.operator, matcher.value)).inserted,
            !all.contains(where: { $0.label == matcher.label && finds(loss.new, $0, &pool) })
          else { continue }
          let isCertain = loss.isTotal && !keepsOld && isScraped(selector.metric, matcher.label)
          findings.append(finding(query, matcher, loss, isCertain, server))
        }
      }
    }
    return findings
  }

  /// What a matcher no longer finds.
  private struct Loss {
    /// A value that was found, and the one that is stored instead.
    var old: String
    var new: String
    /// Whether it finds nothing any more.
    var isTotal: Bool
  }

  private static func loss(_ matcher: Matcher, _ pool: inout RegularExpressionPool) -> Loss? {
    guard matcher.operator.isRegex else {
      return BucketBound.stored(matcher.value).map {
        Loss(old: matcher.value, new: $0, isTotal: matcher.operator == .equal)
      }
    }
    guard let expression = try? pool.expression(matcher.value) else { return nil }
    for number in BucketBound.wholeNumbers(in: matcher.value) where expression.matches(number) {
      guard let stored = BucketBound.stored(number), !expression.matches(stored) else { continue }
      let alternatives = matcher.value.split(separator: "|")
      let isTotal = matcher.operator == .regexMatch && alternatives.allSatisfy { BucketBound.stored($0) != nil }
      return Loss(old: number, new: stored, isTotal: isTotal)
    }
    return nil
  }

  /// Whether a matcher finds a value: an expression may ask for both in two places, with `or` between them.
  private static func finds(_ value: String, _ matcher: Matcher, _ pool: inout RegularExpressionPool) -> Bool {
    switch matcher.operator {
    case .equal: matcher.value == value
    case .regexMatch: (try? pool.expression(matcher.value))?.matches(value) ?? false
    case .notEqual, .regexNoMatch: false
    }
  }

  /// Whether a series is surely one whose values Prometheus writes itself when it scrapes.
  private static func isScraped(_ metric: String?, _ label: String) -> Bool {
    guard let metric, !RuleGraph.isRecorded(metric) else { return false }
    return label == "quantile" || metric.hasSuffix("_bucket")
  }

  private static func finding(
    _ query: Query, _ matcher: Matcher, _ loss: Loss, _ isCertain: Bool, _ server: PrometheusServer
  ) -> Finding {
    let written = "\(matcher.label)\(matcher.operator.rawValue)\"\(matcher.value)\""
    let meaning =
      matcher.operator == .equal || matcher.operator == .regexMatch ? "which no longer finds" : "which lets through"
    return Finding(
      isCertain ? .breaking : .warning, .integerBucket, query.object, path: query.path,
      "\(query.description) matches \(written), \(meaning) what \(server.title) stores as"
        + " \(matcher.label)=\"\(loss.new)\"",
      hint: "match both, for as long as old data are asked for: \(matcher.label)=~\"\(loss.old)(\\\\.0)?\"")
  }
}
