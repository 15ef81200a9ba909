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
    let services = objects.entries.filter { $0.reference.kind == "Service" }
    var pool = RegularExpressionPool(dialect: PrometheusServer.dialect(of: PrometheusServer.all(in: objects)))
    let endpoints = objects.entries.flatMap { ScrapeEndpoint.all(of: $0, pool: &pool) }.filter { !$0.isDropped }
    let targets = endpoints.map { ScrapeTarget(of: $0, among: services) }
    var groups: [ScrapeTarget.Key: [Int]] = [:]
    for (index, target) in targets.enumerated() { groups[target.key, default: []].append(index) }
    var found: [(first: Int, second: Int, finding: Finding)] = []
    for members in groups.values {
      let members = members.prefix(greatestGroup)
      for (place, first) in members.enumerated() {
        for second in members.dropFirst(place + 1) {
          let finding = collision(endpoints[first], endpoints[second], targets[first], targets[second])
          if let finding { found.append((first, second, finding)) }
        }
      }
    }
    return found.sorted { ($0.first, $0.second) < ($1.first, $1.second) }.map(\.finding)
  }

  private static func collision(
    _ a: ScrapeEndpoint, _ b: ScrapeEndpoint, _ first: ScrapeTarget, _ second: ScrapeTarget
  ) -> Finding? {
    guard a.parameters == b.parameters, overlap(a.namespaces, b.namespaces) else { return nil }
    let series: String
    if a.path == b.path {
      series = "everything"
    } else {
      let shared = first.component.map { component in
        (component.repeated[a.path] ?? []).intersection(component.repeated[b.path] ?? [])
      }
      let names = (shared ?? []).filter { a.stores($0) && b.stores($0) }.sorted()
      guard !names.isEmpty else { return nil }
      series = names.joined(separator: ", ")
    }
    let labels = first.labels.merging(second.labels) { own, _ in own }
    let own = TargetLabels(of: a, objectLabels: labels, service: first.service)
    let other = TargetLabels(of: b, objectLabels: labels, service: second.service)
    guard !own.isApart(from: other) else { return nil }
    return finding(a, b, series, of: first.component?.name ?? "its target")
  }

  private static func overlap(_ a: Set<String>?, _ b: Set<String>?) -> Bool {
    guard let a, let b else { return true }
    return !a.isDisjoint(with: b)
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
