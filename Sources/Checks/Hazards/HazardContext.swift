import Kubernetes
import PromQL

/// What the hazards look at: a build, and which versions of Prometheus it and the one before run.
struct HazardContext: Sendable {
  let objects: ObjectSet
  let graph: RuleGraph
  let endpoints: [ScrapedEndpoint]
  /// Those of the build.
  let servers: [PrometheusServer]
  /// By what a server is what it was before; empty for one build alone.
  private let before: [ObjectReference: PrometheusServer]

  init(from: ObjectSet?, to: ObjectSet, graph: RuleGraph, series: ScrapedSeries) {
    objects = to
    self.graph = graph
    endpoints = series.endpoints
    servers = PrometheusServer.all(in: to)
    var before: [ObjectReference: PrometheusServer] = [:]
    for server in from.map(PrometheusServer.all) ?? [] { before[server.object] = server }
    self.before = before
  }

  /// The first server of at least this version; nil where none is known to be.
  func server(since version: PrometheusVersion) -> PrometheusServer? {
    servers.first { $0.version.map { $0 >= version } ?? false }
  }

  /// The servers that reach this version with the step: they were older before.
  func servers(reaching version: PrometheusVersion) -> [PrometheusServer] {
    servers.filter { server in
      guard let new = server.version, let old = before[server.object]?.version else { return false }
      return old < version && new >= version
    }
  }
}

extension HazardContext {
  /// Whether the build tells everything that decides whether a finding about versions holds for it.
  func isDecided(_ finding: Finding, _ queries: [Query]) -> Bool {
    guard !servers.isEmpty, servers.allSatisfy({ $0.version != nil }) else { return false }
    guard finding.code == HazardCode.narrowWindow.rawValue else { return true }
    return queries.allSatisfy { NarrowWindows.isDecided($0, self) }
  }
}

extension PrometheusVersion {
  /// The version that broke with what 2.x promised.
  static let three = PrometheusVersion(3, 0)
}

extension PrometheusServer {
  /// As messages name it: `Prometheus 3`. They are the same for two builds whose versions differ in the minor number,
  /// so that a finding of both is known as one.
  var title: String { "Prometheus" + (version.map { " \($0.major)" } ?? "") }
}

/// The codes of findings about versions of Prometheus. Each has its section in docs/findings.md.
enum HazardCode: String, CaseIterable {
  case alertmanagerAPI = "alertmanager-api"
  case changedMetric = "changed-metric"
  case contentType = "content-type"
  case defaultPort = "default-port"
  case endpointLabels = "endpoint-labels"
  case externalLabels = "external-labels"
  case featureFlag = "feature-flag"
  case integerBucket = "integer-bucket"
  case narrowWindow = "narrow-window"
  case remoteWriteProtocol = "remote-write-protocol"
  case removedArgument = "removed-argument"
  case removedField = "removed-field"
  case ruleName = "rule-name"
  case unsupportedExpression = "unsupported-expression"
  case utf8Names = "utf8-names"
}

extension Finding {
  /// A finding about versions of Prometheus.
  init(
    _ severity: Severity, _ code: HazardCode, _ object: ObjectReference?, path: String? = nil, _ message: String,
    hint: String? = nil
  ) {
    self.init(severity, code: code.rawValue, object: object, path: path, message: message, hint: hint)
  }
}
