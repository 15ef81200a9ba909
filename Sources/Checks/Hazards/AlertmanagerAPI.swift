import Kubernetes
import PromQL
import ValueTree

/// Alertmanager's API v1, which Prometheus 3 no longer speaks.
enum AlertmanagerAPI {
  /// The first version of Alertmanager that has API v2.
  private static let first = PrometheusVersion(0, 16)

  static func findings(_ context: HazardContext) -> [Finding] {
    guard let newest = context.server(since: .three) else { return [] }
    let servers = context.servers.filter { $0.version.map { $0 >= .three } ?? false }
    return servers.flatMap { fields(of: $0) + configurations(of: $0, in: context.objects) }
      + context.objects.entries.compactMap { alertmanager($0, newest) }
  }

  /// prometheus-operator passes over the field for Prometheus 3.
  private static func fields(of server: PrometheusServer) -> [Finding] {
    (server.spec["alerting"]?["alertmanagers"]?.array ?? []).enumerated().compactMap { index, alertmanager in
      guard alertmanager["apiVersion"]?.string?.lowercased() == "v1" else { return nil }
      return Finding(
        .info, .alertmanagerAPI, server.object, path: "spec.alerting.alertmanagers[\(index)].apiVersion",
        "'v1' has no effect: \(server.title) speaks Alertmanager's API v2 only", hint: "write v2, or nothing")
    }
  }

  private static func configurations(of server: PrometheusServer, in objects: ObjectSet) -> [Finding] {
    let field = server.spec["additionalAlertManagerConfigs"]
    guard let found = AdditionalConfiguration(field, of: server, in: objects) else { return [] }
    return found.items.enumerated().compactMap { index, item in
      guard item["api_version"]?.scalarText == "v1" else { return nil }
      return Finding(
        .breaking, .alertmanagerAPI, found.object, path: (found.path + index + "api_version").description,
        "\(server.title) refuses its whole configuration: it speaks Alertmanager's API v2 only",
        hint: "write api_version: v2, or leave it out")
    }
  }

  private static func alertmanager(_ entry: ObjectSet.Entry, _ server: PrometheusServer) -> Finding? {
    guard entry.reference.kind == "Alertmanager", entry.reference.group == "monitoring.coreos.com" else { return nil }
    let spec = entry.value["spec"]
    let tag = spec?["image"]?.string.flatMap(ImageReference.init)?.tag
    let version = tag.flatMap(PrometheusVersion.init) ?? spec?["version"]?.scalarText.flatMap(PrometheusVersion.init)
    guard let version, version < first else { return nil }
    return Finding(
      .breaking, .alertmanagerAPI, entry.reference, path: "spec.version",
      "Alertmanager \(version) gets no alerts from \(server.title), which speaks the API v2 only",
      hint: "run Alertmanager 0.16 or newer")
  }
}
