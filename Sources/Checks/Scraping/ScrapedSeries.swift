import Kubernetes
import Relabeling
import ValueTree

/// What a build's Prometheus scrapes, as far as the build tells: which jobs there are, and which metrics are dropped
/// before they are stored.
///
///     let series = ScrapedSeries(objects)
///     series.fate(of: "etcd_debugging_mvcc_keys_total", job: "apiserver")  // .dropped([…])
package struct ScrapedSeries: Sendable {
  /// What becomes of a metric's samples, should a target expose them.
  package enum Fate: Sendable, Hashable {
    /// An endpoint stores them.
    case stored
    /// Every endpoint that may expose them drops them, whatever their other labels are. Never empty.
    case dropped([Place])
    /// It depends on what the build does not tell.
    case unknown
  }

  /// Where samples are dropped.
  package struct Place: Sendable, Hashable {
    /// The monitor, or the object that holds a scrape configuration.
    package var monitor: ObjectReference
    /// The step, as `spec.endpoints[2].metricRelabelings[0]`.
    package var path: String
  }

  /// Everything that is scraped, in the order of the build's objects: monitors, then jobs of configurations.
  let endpoints: [ScrapedEndpoint]
  /// Whether there are targets that the build does not tell of.
  private let hasUnread: Bool

  /// The values of `job` that targets get.
  package let jobs: KnownJobs

  /// Reads the monitors of a build.
  package init(_ objects: ObjectSet) {
    let services = objects.entries.filter { $0.reference.kind == "Service" }
    let found = Self.allEndpoints(in: objects)
    endpoints = found.endpoints.compactMap { ScrapedEndpoint($0, services: services) }
    let openings = KnownJobs.openings(in: PrometheusServer.all(in: objects), unread: found.unread)
    hasUnread = !openings.isEmpty
    jobs = KnownJobs(endpoints, others: openings)
  }

  /// Everything that a build scrapes, and the servers whose further configuration is not in the build.
  static func allEndpoints(in objects: ObjectSet) -> (endpoints: [ScrapeEndpoint], unread: [ObjectReference]) {
    let servers = PrometheusServer.all(in: objects)
    var pool = RegularExpressionPool(dialect: PrometheusServer.dialect(of: servers))
    let monitors = objects.entries.flatMap { entry in
      ScrapeEndpoint.all(of: entry, pool: &pool) + ScrapeEndpoint.single(of: entry, pool: &pool)
    }
    let configured = AdditionalConfiguration.endpoints(of: servers, in: objects, pool: &pool)
    return (monitors + configured.endpoints, configured.unread)
  }

  /// What becomes of a metric.
  ///
  /// - Parameters:
  ///   - metric: its name as it is stored.
  ///   - job: the value of its label `job`; nil for any.
  /// - Returns: `.unknown` for a job that no target is known to have, too.
  package func fate(of metric: String, job: String?) -> Fate {
    var places: [Place] = []
    // What nobody reads here, and targets whose job nobody knows, may store any metric; under a job that others are
    // known to have they do not, by all appearances.
    var isUnknown = job == nil && hasUnread && !KnownComponent.isKubelets(metric)
    let isKnown = job.map { jobs.contains($0) == true } ?? false
    for endpoint in endpoints where endpoint.mayExpose(metric, job: job) {
      if isKnown, !endpoint.jobs.contains(job) { continue }
      // Only an endpoint that certainly has the job can still tell more.
      if isUnknown, job == nil { return .unknown }
      switch endpoint.fate(of: metric) {
      case .stored where job != nil && endpoint.isCertain(ofJob: job): return .stored
      case .stored, .unknown: isUnknown = true
      case .dropped(let found): places += found
      }
    }
    return isUnknown || places.isEmpty ? .unknown : .dropped(places)
  }

  /// Whether an endpoint of a monitor surely stores a metric, should its targets expose it.
  func stores(_ metric: String, at monitor: ObjectReference) -> Bool {
    endpoints.contains {
      $0.endpoint.monitor == monitor && $0.mayExpose(metric, job: nil) && $0.fate(of: metric) == .stored
    }
  }

  /// The steps of monitors that store a metric nowhere, whatever other monitors do; without those that drop every
  /// metric but a few.
  ///
  /// - Parameters:
  ///   - metric: its name as it is exposed.
  ///   - job: the value of its label `job`; nil for any.
  package func drops(of metric: String, job: String?) -> [Place] {
    var storing: Set<ObjectReference> = []
    var places: [Place] = []
    for endpoint in endpoints where endpoint.mayExpose(metric, job: job) {
      // A name that no program has is dropped only by what keeps a few.
      if case .dropped(let found) = endpoint.fate(of: metric), endpoint.fate(of: "monigen:none") != .dropped(found) {
        places += found
      } else {
        storing.insert(endpoint.endpoint.monitor)
      }
    }
    return places.filter { !storing.contains($0.monitor) }
  }
}
