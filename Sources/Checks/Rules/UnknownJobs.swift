import Diagnostics
import PromQL
import Relabeling

/// Values of the label `job` that series are selected by, and that no target of the build has.
enum UnknownJobs {
  static let code = "unknown-job"

  /// One finding for each rule, adapter query and dashboard, and each such value; none where the build does not tell
  /// all jobs.
  static func findings(in graph: RuleGraph, _ series: ScrapedSeries) -> [TracedFinding] {
    guard series.jobs.isClosed, !series.jobs.names.isEmpty else { return [] }
    var known: [Matcher: Bool] = [:]
    return Lack<String>.all(in: graph) { query, expression in
      let matchers = query.expression.selectors.compactMap { matcher(of: $0, query, graph) }
      return matchers.compactMap { matcher in
        let bare = Matcher(matcher.label, matcher.operator, matcher.value)
        let isKnown = known[bare] ?? isKnown(bare, series.jobs)
        known[bare] = isKnown
        guard !isKnown else { return nil }
        let effect = MissingSeries(isMissing: { $0.matchers.contains(matcher) }).effect(on: expression)
        return (text(matcher), effect)
      }
    }
    .map { lack in
      let value = String(lack.what.drop { $0 != "\"" }.dropFirst().dropLast())
      let nearest = Suggestion.nearest(to: value, in: series.jobs.names)
      return lack.finding(
        code, message: "selects job\(lack.what), which no target of the build has",
        notes: [note(about: series.jobs.names, near: value)],
        hint: nearest.map { "did you mean '\($0)'?" } ?? "scrape it, or leave out what asks for it",
        cause: .job(lack.what))
    }
  }

  /// How many jobs are named.
  private static let shownJobs = 5

  /// All jobs where they are few, else those whose names are nearest: they are the same in many clusters.
  private static func note(about jobs: [String], near value: String) -> Diagnostic.Note {
    guard jobs.count > shownJobs else {
      return Diagnostic.Note("the jobs of the build are \(jobs.joined(separator: ", "))")
    }
    let nearest = Suggestion.nearest(shownJobs, to: value, in: jobs)
    return Diagnostic.Note("of the build's jobs the nearest are \(nearest.joined(separator: ", "))")
  }

  private static func text(_ matcher: Matcher) -> String { matcher.operator.rawValue + "\"\(matcher.value)\"" }

  /// Whether targets of the build surely have what queries select by, as a finding tells it, or they do not select by
  /// it any more.
  static func areKnown(_ what: String, in queries: [Query], _ graph: RuleGraph, _ jobs: KnownJobs) -> Bool {
    queries.allSatisfy { query in
      query.expression.selectors.allSatisfy { selector in
        guard let matcher = matcher(of: selector, query, graph), text(matcher) == what else { return true }
        if matcher.operator == .equal { return jobs.contains(matcher.value) == true }
        guard let expression = try? RegularExpression(matcher.value) else { return false }
        return jobs.names.contains(where: expression.matches)
      }
    }
  }

  /// The matcher of a scraped series that has to find a job.
  private static func matcher(of selector: VectorSelector, _ query: Query, _ graph: RuleGraph) -> Matcher? {
    if let metric = selector.metric, isMade(metric) || graph.recorders[metric] != nil { return nil }
    return selector.matchers.first { matcher in
      matcher.label == "job" && (matcher.operator == .equal || matcher.operator == .regexMatch)
        && !matcher.matchesEmpty && !query.expression.isFilledIn(matcher.value)
    }
  }

  /// Whether Prometheus makes the series by itself: of recording rules, and of alerts, which have any labels.
  private static func isMade(_ metric: String) -> Bool {
    RuleGraph.isRecorded(metric) || metric == "ALERTS" || metric == "ALERTS_FOR_STATE"
  }

  private static func isKnown(_ matcher: Matcher, _ jobs: KnownJobs) -> Bool {
    if matcher.operator == .equal { return jobs.contains(matcher.value) ?? true }
    // An expression that cannot be compiled is told of elsewhere.
    guard let expression = try? RegularExpression(matcher.value) else { return true }
    return jobs.names.contains(where: expression.matches)
  }
}
