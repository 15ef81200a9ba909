import Kubernetes
import ValueTree

/// Labels that series get on their way from a rule to who asks for them.
struct AddedLabels: Sendable {
  /// What rules find series with.
  private let toRules: [String]
  /// What dashboards and the adapter find series with: their data source may be Thanos, which adds the external labels
  /// of each Prometheus.
  private let toOthers: [String]

  /// Reads the Prometheus objects of a build.
  ///
  /// Source: the API reference of prometheus-operator, `prometheusExternalLabelName`, `replicaExternalLabelName`,
  /// `enforcedNamespaceLabel`.
  init(_ objects: ObjectSet) {
    var external: Set<String> = [], enforced: Set<String> = []
    var hasRuler = false
    for entry in objects.entries where entry.value.apiGroup == "monitoring.coreos.com" {
      let spec = entry.value["spec"]
      switch entry.reference.kind {
      case "Prometheus", "PrometheusAgent":
        external.formUnion(spec?["externalLabels"]?.object?.keys ?? [])
        external.insert(spec?["prometheusExternalLabelName"]?.string ?? "prometheus")
        external.insert(spec?["replicaExternalLabelName"]?.string ?? "prometheus_replica")
      case "ThanosRuler": hasRuler = true
      default: continue
      }
      if let label = spec?["enforcedNamespaceLabel"]?.string { enforced.insert(label) }
    }
    toRules = (hasRuler ? external.union(enforced) : enforced).sorted()
    toOthers = external.union(enforced).sorted()
  }

  /// The labels with which a query finds series.
  func added(to labels: SeriesLabels, for origin: Query.Origin) -> SeriesLabels {
    (origin.isRule ? toRules : toOthers).reduce(labels) { $0.setting($1, .any) }
  }
}
