import Kubernetes
import PromQL
import ValueTree

/// Windows that hold one sample at most, in functions that need two: since Prometheus 3 a window is open on its left,
/// so that a sample on that edge is no longer in it.
enum NarrowWindows {
  /// Functions that give nothing for one sample. Others, as `changes` and `max_over_time`, give something.
  private static let needTwo: Set = [
    "rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "double_exponential_smoothing",
    "holt_winters",
  ]

  static func findings(_ context: HazardContext) -> [Finding] {
    guard let server = context.server(since: .three) else { return [] }
    let intervals = ScrapeIntervals(context.endpoints, server)
    return context.graph.queries.flatMap { query -> [Finding] in
      // What fills a dashboard's or the adapter's template may be the window itself.
      guard query.expression.language == .plain, let expression = query.expression.expression else { return [] }
      var findings: [Finding] = []
      expression.walk { node in
        guard case .call(let call) = node, needTwo.contains(call.name) else { return }
        for argument in call.arguments {
          if let found = finding(argument, call.name, query, server, intervals), !findings.contains(found) {
            findings.append(found)
          }
        }
      }
      return findings
    }
  }

  /// Whether the windows of a query can be judged: the build tells how often what they hold is scraped.
  static func isDecided(_ query: Query, _ context: HazardContext) -> Bool {
    guard let server = context.server(since: .three), let expression = query.expression.expression else { return true }
    let intervals = ScrapeIntervals(context.endpoints, server)
    var isDecided = intervals.evaluation != nil
    expression.walk { node in
      if case .matrix(let node) = node, intervals.shortest(of: node.selector) == nil { isDecided = false }
    }
    return isDecided
  }

  private static func finding(
    _ argument: Expression, _ function: String, _ query: Query, _ server: PrometheusServer,
    _ intervals: ScrapeIntervals
  ) -> Finding? {
    switch argument {
    case .parentheses(let node): return finding(node.inner, function, query, server, intervals)
    case .subquery(let node):
      let step = node.step.map(\.seconds) ?? intervals.evaluation
      guard let window = node.window.seconds, let step, step > 0, window <= step else { return nil }
      return finding(query, "the subquery's window is no longer than its step", function, server, isCertain: true)
    case .matrix(let node):
      guard let window = node.window.seconds, let metric = node.selector.metric,
        let interval = intervals.shortest(of: node.selector), window < 2 * interval
      else { return nil }
      let isCertain = window <= interval
      let what = isCertain ? "is no longer than" : "is less than twice"
      return finding(
        query, "the window of \(metric) \(what) the interval in which it is scraped, \(text(interval))", function,
        server, isCertain: isCertain)
    case .aggregation, .binary, .call, .number, .string, .unary, .vector: return nil
    }
  }

  private static func finding(
    _ query: Query, _ what: String, _ function: String, _ server: PrometheusServer, isCertain: Bool
  ) -> Finding {
    let effect = isCertain ? "never has the two samples" : "at times has not the two samples"
    return Finding(
      isCertain ? .breaking : .warning, .narrowWindow, query.object, path: query.path,
      "\(query.description): \(what), so that '\(function)' \(effect) that it needs: \(server.title) leaves out the one"
        + " on the window's left edge",
      hint: "make the window at least four times as long as the interval, or a subquery's two steps")
  }

  private static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() && seconds < 1e9 ? "\(Int(seconds))s" : "\(seconds)s"
  }
}

/// How often metrics are scraped and rules evaluated.
private struct ScrapeIntervals {
  private let endpoints: [ScrapedEndpoint]
  private let scrape: Double?
  /// In seconds; nil where it cannot be read.
  let evaluation: Double?

  /// prometheus-operator's own default of both.
  private static let standard = "30s"

  init(_ endpoints: [ScrapedEndpoint], _ server: PrometheusServer) {
    self.endpoints = endpoints
    scrape = Self.seconds(server.spec["scrapeInterval"]?.scalarText ?? Self.standard)
    evaluation = Self.seconds(server.spec["evaluationInterval"]?.scalarText ?? Self.standard)
  }

  /// The shortest interval in which some target that a selector finds may be scraped for its metric; nil where that is
  /// not known, as for a selector without a job.
  func shortest(of selector: VectorSelector) -> Double? {
    guard let metric = selector.metric, !RuleGraph.isRecorded(metric),
      let job = selector.matchers.first(where: { $0.label == "job" && $0.operator == .equal })?.value
    else { return nil }
    let found = endpoints.filter { $0.mayExpose(metric, job: job) && $0.mayStore(metric, as: selector.matchers) }
    guard found.contains(where: { $0.jobs.contains(job) }) else { return nil }
    let intervals = found.map { endpoint in endpoint.endpoint.interval.map(Self.seconds) ?? scrape }
    return intervals.contains(nil) ? nil : intervals.compactMap(\.self).min()
  }

  private static func seconds(_ text: String) -> Double? {
    TimeSpan(text).flatMap { $0.nanoseconds > 0 ? Double($0.nanoseconds) / 1e9 : nil }
  }
}
