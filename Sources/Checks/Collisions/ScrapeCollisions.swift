import Kubernetes
import Relabeling
import ValueTree

/// Pairs of endpoints that scrape one target and would store the same series.
///
/// Prometheus then drops the samples of one of the two, as duplicates or as out of order, and which one is chance.
///
///     ScrapeCollisions.findings(in: objects).map(\.message)
///     // ["it scrapes process_start_time_seconds of the kubelet on /metrics, as spec.endpoints[2] does on …"]
public enum ScrapeCollisions {
  /// The code of the findings.
  public static let code = "series-collision"

  /// How many endpoints of one target are compared with each other.
  private static let greatestGroup = 200

  /// One finding for each pair, in the order of monitors and endpoints; none where a label keeps the two apart or may
  /// do so.
  ///
  /// - Parameter objects: all objects of a cluster: Services among them tell which monitors select the same target.
  public static func findings(in objects: ObjectSet) -> [Finding] {
    pairs(in: objects) { $0.finding }
  }

  /// The monitors with an endpoint that stores what another does, unless a label that cannot be followed keeps the two
  /// apart.
  static func undecided(in objects: ObjectSet) -> Set<ObjectReference> {
    Set(pairs(in: objects) { $0.isSurelyApart ? nil : $0.first.monitor })
  }

  /// What is made of each pair of endpoints of one target that scrape the same, in their order.
  private static func pairs<Result>(in objects: ObjectSet, _ make: (Pair) -> Result?) -> [Result] {
    let services = objects.entries.filter { $0.reference.kind == "Service" }
    var pool = RegularExpressionPool(dialect: PrometheusServer.dialect(of: PrometheusServer.all(in: objects)))
    let endpoints = objects.entries.flatMap { ScrapeEndpoint.all(of: $0, pool: &pool) }.filter { !$0.isDropped }
    let targets = endpoints.map { ScrapeTarget(of: $0, among: services) }
    var groups: [ScrapeTarget.Key: [Int]] = [:]
    for (index, target) in targets.enumerated() { groups[target.key, default: []].append(index) }
    var found: [(first: Int, second: Int, result: Result)] = []
    for members in groups.values {
      let members = members.prefix(greatestGroup)
      for (place, first) in members.enumerated() {
        for second in members.dropFirst(place + 1) {
          let pair = Pair(endpoints[first], endpoints[second], targets[first], targets[second])
          if let result = pair.flatMap(make) { found.append((first, second, result)) }
        }
      }
    }
    return found.sorted { ($0.first, $0.second) < ($1.first, $1.second) }.map(\.result)
  }

  /// Two endpoints of one target that scrape the same metrics.
  private struct Pair {
    let first: ScrapeEndpoint
    let second: ScrapeEndpoint
    let series: String
    let target: ScrapeTarget
    let own: TargetLabels
    let other: TargetLabels

    /// nil where they surely scrape different metrics or different targets.
    init?(_ a: ScrapeEndpoint, _ b: ScrapeEndpoint, _ target: ScrapeTarget, _ second: ScrapeTarget) {
      guard a.parameters == b.parameters, Self.overlap(a.namespaces, b.namespaces) else { return nil }
      if a.path == b.path {
        series = "everything"
      } else {
        let shared = target.component.map { component in
          (component.repeated[a.path] ?? []).intersection(component.repeated[b.path] ?? [])
        }
        let names = (shared ?? []).filter { a.stores($0) && b.stores($0) }.sorted()
        guard !names.isEmpty else { return nil }
        series = names.joined(separator: ", ")
      }
      let labels = target.labels.merging(second.labels) { own, _ in own }
      (first, self.second, self.target) = (a, b, target)
      own = TargetLabels(of: a, objectLabels: labels, service: target.service)
      other = TargetLabels(of: b, objectLabels: labels, service: second.service)
    }

    private static func overlap(_ a: Set<String>?, _ b: Set<String>?) -> Bool {
      guard let a, let b else { return true }
      return !a.isDisjoint(with: b)
    }

    var isSurelyApart: Bool { own.isSurelyApart(from: other) }

    /// The finding; nil where a label keeps the two apart or may do so.
    var finding: Finding? {
      own.isApart(from: other)
        ? nil : ScrapeCollisions.finding(first, second, series, of: target.component?.name ?? "its target")
    }
  }

  private static func finding(
    _ a: ScrapeEndpoint, _ b: ScrapeEndpoint, _ series: String, of target: String
  ) -> Finding {
    let other = a.monitor == b.monitor ? b.place : "\(b.place) of \(b.monitor)"
    let advice =
      a.path == b.path
      ? "remove one of the two, or give it a label of its own"
      : "give both endpoints a label with their path: relabelings: "
        + "[{ sourceLabels: [__metrics_path__], targetLabel: metrics_path }]; or drop what both have"
    return Finding(
      .warning, code: code, object: a.monitor, path: a.place,
      message: "it scrapes \(series) of \(target) on \(a.path), as \(other) does on \(b.path), and no label keeps the "
        + "two apart: Prometheus drops samples of one of them",
      hint: advice)
  }
}
