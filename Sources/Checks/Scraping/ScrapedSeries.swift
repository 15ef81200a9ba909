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

  private let endpoints: [ScrapedEndpoint]

  /// The values of `job` that targets get.
  package let jobs: KnownJobs

  /// Reads the monitors of a build.
  package init(_ objects: ObjectSet) {
    var pool = RegularExpressionPool(dialect: PrometheusServer.dialect(of: objects))
    let services = objects.entries.filter { $0.reference.kind == "Service" }
    endpoints = objects.entries
      .flatMap { ScrapeEndpoint.all(of: $0, pool: &pool) }
      .compactMap { ScrapedEndpoint($0, services: services) }
    jobs = KnownJobs(endpoints, others: KnownJobs.openings(in: objects))
  }

  /// What becomes of a metric.
  ///
  /// - Parameters:
  ///   - metric: its name as it is stored.
  ///   - job: the value of its label `job`; nil for any.
  package func fate(of metric: String, job: String?) -> Fate {
    var places: [Place] = []
    var isUnknown = false
    for endpoint in endpoints where endpoint.mayExpose(metric, job: job) {
      switch endpoint.fate(of: metric) {
      case .stored where job != nil && endpoint.isCertain(ofJob: job): return .stored
      case .stored, .unknown: isUnknown = true
      case .dropped(let found): places += found
      }
    }
    return isUnknown || places.isEmpty ? .unknown : .dropped(places)
  }
}
