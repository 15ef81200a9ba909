import Kubernetes
import Relabeling
import ValueTree

extension ScrapeEndpoint {
  /// What a Probe or a ScrapeConfig scrapes; none where the object is neither.
  static func single(of entry: ObjectSet.Entry, pool: inout RegularExpressionPool) -> [ScrapeEndpoint] {
    guard entry.reference.group == "monitoring.coreos.com", let spec = entry.value["spec"] else { return [] }
    switch entry.reference.kind {
    case "Probe": return [probe(entry.reference, spec, pool: &pool)]
    case "ScrapeConfig": return [scrapeConfig(entry.reference, spec, pool: &pool)]
    default: return []
    }
  }

  private static func probe(
    _ object: ObjectReference, _ spec: Value, pool: inout RegularExpressionPool
  ) -> ScrapeEndpoint {
    let job = nonEmpty(spec["jobName"]) ?? "probe/\(object.namespace ?? "")/\(object.name)"
    let isStatic = spec["targets"]?["staticConfig"]?.object != nil
    let steps = spec["targets"]?[isStatic ? "staticConfig" : "ingress"]?["relabelingConfigs"]
    var endpoint = ScrapeEndpoint(
      object, place: "spec", job: .fixed([job]),
      relabelings: RelabelList(steps, spelling: .customResource, pool: &pool),
      metricRelabelings: RelabelList(spec["metricRelabelings"], spelling: .customResource, pool: &pool))
    endpoint.path = spec["prober"]?["path"]?.string ?? "/probe"
    endpoint.interval = spec["interval"]?.scalarText
    return endpoint
  }

  private static func scrapeConfig(
    _ object: ObjectReference, _ spec: Value, pool: inout RegularExpressionPool
  ) -> ScrapeEndpoint {
    let name = nonEmpty(spec["jobName"])
    let jobs = name.map { [$0] } ?? targetJobs(
      spec["staticConfigs"], else: "scrapeConfig/\(object.namespace ?? "")/\(object.name)",
      hasForeign: hasForeignLabels(spec))
    var endpoint = ScrapeEndpoint(
      object, place: "spec", job: .fixed(jobs),
      relabelings: RelabelList(spec["relabelings"], spelling: .customResource, pool: &pool),
      metricRelabelings: RelabelList(spec["metricRelabelings"], spelling: .customResource, pool: &pool))
    endpoint.path = spec["metricsPath"]?.string ?? endpoint.path
    endpoint.interval = spec["scrapeInterval"]?.scalarText
    endpoint.honorsLabels = spec["honorLabels"]?.bool ?? false
    return endpoint
  }

  /// The jobs of targets before relabeling: a label of their own wins over the configuration's name.
  static func targetJobs(_ statics: Value?, else name: String, hasForeign: Bool) -> [String?] {
    var jobs: [String?] = (statics?.array ?? []).map { nonEmpty($0["labels"]?["job"]) ?? name }
    if jobs.isEmpty { jobs = [name] }
    return hasForeign ? jobs + [nil] : jobs
  }

  /// Whether targets come from somewhere that may give them any label: a file, or an answer over HTTP.
  static func hasForeignLabels(_ configuration: Value) -> Bool {
    ["fileSDConfigs", "httpSDConfigs", "file_sd_configs", "http_sd_configs"].contains {
      configuration[$0]?.array?.isEmpty == false
    }
  }

  private static func nonEmpty(_ value: Value?) -> String? {
    value?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
  }
}
