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
  /// The feature flags of `spec.enableFeatures` and of `spec.additionalArgs`.
  var features: [String]

  /// Those of a build, in the order of its objects.
  static func all(in objects: ObjectSet) -> [PrometheusServer] {
    objects.entries.compactMap(PrometheusServer.init)
  }

  /// How a build's Prometheus relabels and matches: as version 2 where one of them is known to be of it.
  static func dialect(of servers: [PrometheusServer]) -> RelabelDialect {
    servers.contains { $0.version.map { $0.major < 3 } ?? false } ? .two : .three
  }

  /// Whether a feature flag is set.
  func hasFeature(_ flag: String) -> Bool { features.contains(flag) }

  private init?(_ entry: ObjectSet.Entry) {
    guard ["Prometheus", "PrometheusAgent"].contains(entry.reference.kind),
      entry.reference.group == "monitoring.coreos.com"
    else { return nil }
    object = entry.reference
    spec = entry.value["spec"] ?? [:]
    let tag = spec["image"]?.string.flatMap(ImageReference.init)?.tag
    version = tag.flatMap(PrometheusVersion.init) ?? spec["version"]?.scalarText.flatMap(PrometheusVersion.init)
    let arguments = (spec["additionalArgs"]?.array ?? []).filter { $0["name"]?.string == "enable-feature" }
    features = (spec["enableFeatures"] ?? .null).scalarTexts
      + arguments.flatMap { ($0["value"]?.scalarText ?? "").split(separator: ",").map(String.init) }
  }
}
