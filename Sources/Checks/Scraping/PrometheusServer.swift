import Kubernetes
import PromQL
import Relabeling
import ValueTree

/// A Prometheus that prometheus-operator runs: which version it is, and what its object asks for.
struct PrometheusServer: Sendable {
  /// The Prometheus or PrometheusAgent.
  var object: ObjectReference
  /// Its `spec`.
  var spec: Value
  /// The version, by the image's tag or else by `spec.version`; nil where neither tells one: then it is the operator's
  /// own default.
  var version: PrometheusVersion?
  /// The feature flags of `spec.enableFeatures`.
  var features: [String]

  /// Those of a build, in the order of its objects.
  static func all(in objects: ObjectSet) -> [PrometheusServer] {
    objects.entries.compactMap(PrometheusServer.init)
  }

  /// How a build's Prometheus relabels and matches: as version 2 where one of them is known to be of it.
  static func dialect(of objects: ObjectSet) -> RelabelDialect {
    all(in: objects).contains { $0.version.map { $0.major < 3 } ?? false } ? .two : .three
  }

  private init?(_ entry: ObjectSet.Entry) {
    guard ["Prometheus", "PrometheusAgent"].contains(entry.reference.kind),
      entry.reference.group == "monitoring.coreos.com"
    else { return nil }
    object = entry.reference
    spec = entry.value["spec"] ?? [:]
    let tag = spec["image"]?.string.flatMap(ImageReference.init)?.tag
    version = tag.flatMap(PrometheusVersion.init) ?? spec["version"]?.scalarText.flatMap(PrometheusVersion.init)
    features = (spec["enableFeatures"] ?? .null).scalarTexts
  }
}
