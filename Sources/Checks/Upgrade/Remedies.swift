import Kubernetes
import PromQL
import Relabeling

/// Tells whether what an old build had wrong is right in the new one, or only cannot be found there any more: its
/// subject is gone, or the new build no longer tells what would show it.
struct Remedies {
  private let from: BuildCheck
  private let to: BuildCheck
  private let before: Subjects
  private let after: Subjects
  private let hazards: HazardContext
  /// Looked for where a finding about them has gone: the comparison of all pairs takes its time.
  private let undecidedMonitors: Set<ObjectReference>

  /// Those of the findings which only the old build has that the new one shows to be mended.
  static func mended(_ gone: [TracedFinding], from: BuildCheck, to: BuildCheck) -> [TracedFinding] {
    guard !gone.isEmpty else { return [] }
    let remedies = Remedies(of: gone, from: from, to: to)
    return gone.filter(remedies.isMended)
  }

  private init(of gone: [TracedFinding], from: BuildCheck, to: BuildCheck) {
    (self.from, self.to) = (from, to)
    (before, after) = (Subjects(from.graph), Subjects(to.graph))
    hazards = HazardContext(from: nil, to: to.objects, graph: to.graph, series: to.series)
    let isAboutCollisions = gone.contains { $0.finding.code == ScrapeCollisions.code }
    undecidedMonitors = isAboutCollisions ? ScrapeCollisions.undecided(in: to.objects) : []
  }

  /// The queries of a build by what they are called.
  private struct Subjects {
    let byIdentity: [[String]: [Query]]
    let byPlace: [ObjectReference: [String: Query]]

    init(_ graph: RuleGraph) {
      byIdentity = Dictionary(grouping: graph.queries, by: \.identity)
      byPlace = Dictionary(grouping: graph.queries, by: \.object).mapValues { queries in
        Dictionary(queries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      }
    }
  }

  /// Whether the new build, which does not have the finding, shows that the old one's defect is mended.
  private func isMended(_ traced: TracedFinding) -> Bool {
    let identity = identity(of: traced)
    guard let identity else {
      return traced.finding.object.map(hasObject) ?? true && isDecided(traced, [])
    }
    let queries = after.byIdentity[identity, default: []]
    let place = traced.finding.path.map { path in queries.filter { $0.path == path } } ?? []
    // Of a dashboard the panel that was wrong has to be readable, others need not be.
    guard !queries.isEmpty, (place.isEmpty ? queries : place).contains(where: { $0.expression.expression != nil })
    else { return false }
    return isDecided(traced, queries)
  }

  /// What the query that a finding is about is called in any build; nil where it is about something else.
  private func identity(of traced: TracedFinding) -> [String]? {
    if before.byIdentity[traced.subject] != nil { return traced.subject }
    guard let object = traced.finding.object, let path = traced.finding.path else { return nil }
    return before.byPlace[object]?[path]?.identity
  }

  private func hasObject(_ object: ObjectReference) -> Bool {
    to.objects.entries.contains { $0.reference == object }
  }

  private func isDecided(_ traced: TracedFinding, _ queries: [Query]) -> Bool {
    switch traced.cause {
    case .record: true
    case .label(let label, let name): !asks(queries, for: name, by: label) || isKept(label, of: name)
    case .job(let value): UnknownJobs.areKnown(value, in: queries, to.graph, to.series.jobs)
    case .metric(let name, let places):
      !asks(queries, for: name) || places.contains { to.series.stores(name, at: $0.monitor) }
    case .other: isDecided(traced.finding, queries)
    }
  }

  private func isDecided(_ finding: Finding, _ queries: [Query]) -> Bool {
    if HazardCode(rawValue: finding.code) != nil { return hazards.isDecided(finding, queries) }
    switch finding.code {
    case RoutingCheck.unknownAlert:
      let isKnown = to.graph.queries.contains { $0.origin == .alert }
      return isKnown && !isRefused(finding.object, as: [RefusedRouting.documentCode, RoutingCheck.invalidMatcher])
    case RoutingCheck.invalidMatcher: return !isRefused(finding.object, as: [RefusedRouting.documentCode])
    case ScrapeCollisions.code: return !(finding.object.map(undecidedMonitors.contains) ?? false)
    case LostCluster.code: return !queries.contains { LostCluster.isLost($0, to.graph) } && areRecorded(queries)
    case DuplicateSeries.code:
      return queries.allSatisfy { query in
        to.graph.recorders(of: query.name).allSatisfy { to.graph.labels(ofRule: $0) != nil }
      }
    case MissingLabels.code, NeverMatching.code, NeverMatching.bucketCode, TemplateLabels.code:
      return areRecorded(queries)
    default: return true
    }
  }

  /// Whether a configuration of Alertmanager cannot be read, or not in full.
  private func isRefused(_ object: ObjectReference?, as codes: Set<String>) -> Bool {
    to.traced.contains { $0.finding.object == object && codes.contains($0.finding.code) }
  }

  private func asks(_ queries: [Query], for metric: String, by label: String? = nil) -> Bool {
    queries.contains { query in
      query.expression.selectors.contains { selector in
        guard selector.metric == metric else { return false }
        return label.map { $0 == query.askedLabel || selector.matchers.map(\.label).contains($0) } ?? true
      }
    }
  }

  /// Whether rules still record the series, and name the label among those that it has.
  private func isKept(_ label: String, of name: String) -> Bool {
    guard to.graph.recorders[name] != nil, let labels = to.graph.labels.ofNames[name] else { return false }
    return labels.names.contains(label) && !labels[label].isAbsent
  }

  /// Whether everything that rules of the old build recorded for the queries is recorded: else their labels are
  /// unknown.
  private func areRecorded(_ queries: [Query]) -> Bool {
    queries.flatMap(\.expression.selectors).compactMap(\.metric).allSatisfy { name in
      to.graph.recorders[name] != nil || from.graph.recorders[name] == nil && !RuleGraph.isRecorded(name)
    }
  }
}
