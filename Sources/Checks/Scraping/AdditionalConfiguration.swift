import Kubernetes
import Relabeling
import ValueTree

/// A part of Prometheus' configuration that a Secret holds, for what custom resources do not offer.
struct AdditionalConfiguration: Sendable {
  /// The Secret.
  var object: ObjectReference
  /// Where the list stands in it.
  var path: ValuePath
  /// The jobs or other things that it lists.
  var items: [Value]

  /// What a field of a server names, as `additionalScrapeConfigs`; nil where the Secret is not in the build or holds no
  /// list.
  init?(_ field: Value?, of server: PrometheusServer, in objects: ObjectSet) {
    guard let name = field?["name"]?.string, let key = field?["key"]?.string,
      let secret = objects.entries.first(where: {
        $0.reference.kind == "Secret" && $0.reference.name == name && $0.reference.namespace == server.object.namespace
      }), let entry = Payload(secret.value, isSecret: true).entries[key],
      let items = EmbeddedDocument.read(entry)?.array
    else { return nil }
    object = secret.reference
    path = ValuePath(.key(entry.field), .key(key))
    self.items = items
  }

  /// The scrape configurations of all servers.
  ///
  /// - Returns: one endpoint for each job, and the servers whose Secret cannot be read.
  static func endpoints(
    of servers: [PrometheusServer], in objects: ObjectSet, pool: inout RegularExpressionPool
  ) -> (endpoints: [ScrapeEndpoint], unread: [ObjectReference]) {
    var endpoints: [ScrapeEndpoint] = []
    var unread: [ObjectReference] = []
    for server in servers {
      guard let field = server.spec["additionalScrapeConfigs"], field.object != nil else { continue }
      guard let found = AdditionalConfiguration(field, of: server, in: objects) else {
        unread.append(server.object)
        continue
      }
      for (index, job) in found.items.enumerated() {
        let place = (found.path + index).description
        endpoints.append(ScrapeEndpoint(job: job, of: found.object, place: place, pool: &pool))
      }
    }
    return (endpoints, unread)
  }
}

extension ScrapeEndpoint {
  /// A job of a configuration.
  fileprivate init(job: Value, of object: ObjectReference, place: String, pool: inout RegularExpressionPool) {
    let jobs = Self.targetJobs(
      job["static_configs"], else: job["job_name"]?.scalarText ?? "", hasForeign: Self.hasForeignLabels(job))
    self.init(
      object, place: place, job: .fixed(jobs), spelling: .configuration,
      relabelings: RelabelList(job["relabel_configs"], spelling: .configuration, pool: &pool),
      metricRelabelings: RelabelList(job["metric_relabel_configs"], spelling: .configuration, pool: &pool))
    path = job["metrics_path"]?.string ?? path
    interval = job["scrape_interval"]?.scalarText
    parameters = job["params"] ?? [:]
    honorsLabels = job["honor_labels"]?.bool ?? false
  }
}
