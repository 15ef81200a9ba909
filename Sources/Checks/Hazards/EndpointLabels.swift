import Kubernetes
import Relabeling
import ValueTree

/// Relabelings by labels that only Endpoints give, where targets are found by EndpointSlices.
///
/// Source: Prometheus' `discovery/kubernetes` (`endpoints.go`, `endpointslice.go`).
enum EndpointLabels {
  /// Beginnings of the labels that Endpoints have, and of those that EndpointSlices have in their place.
  private static let renamed = [
    ("__meta_kubernetes_endpoints_", "__meta_kubernetes_endpointslice_"),
    ("__meta_kubernetes_endpoint_port_", "__meta_kubernetes_endpointslice_port_"),
    ("__meta_kubernetes_endpoint_address_", "__meta_kubernetes_endpointslice_address_"),
    ("__meta_kubernetes_endpoint_ready", "__meta_kubernetes_endpointslice_endpoint_conditions_ready"),
    ("__meta_kubernetes_endpoint_", "__meta_kubernetes_endpointslice_endpoint_"),
  ]

  static func findings(_ context: HazardContext) -> [Finding] {
    let server = context.servers.first { $0.spec["serviceDiscoveryRole"]?.string == "EndpointSlice" }
    guard let server else { return [] }
    let roles = Dictionary(
      context.objects.entries.filter { $0.reference.kind == "ServiceMonitor" }
        .map { ($0.reference, $0.value["spec"]?["serviceDiscoveryRole"]?.string) }, uniquingKeysWith: { a, _ in a })
    return context.endpoints.flatMap { scraped -> [Finding] in
      let endpoint = scraped.endpoint
      guard endpoint.monitor.kind == "ServiceMonitor", roles[endpoint.monitor] != "Endpoints" else { return [] }
      return zip(endpoint.relabelings.steps, endpoint.relabelings.places).compactMap { step, place in
        finding(step, at: "\(endpoint.place).\(endpoint.spelling.relabelings)[\(place)]", of: endpoint, server)
      }
    }
  }

  private static func finding(
    _ step: RelabelStep, at path: String, of endpoint: ScrapeEndpoint, _ server: PrometheusServer
  ) -> Finding? {
    let found = step.sourceLabels.lazy.compactMap { label in newName(of: label).map { (label, $0) } }.first
    guard let (label, name) = found else { return nil }
    var labels = LabelSet(
      Dictionary(step.sourceLabels.filter { newName(of: $0) != nil }.map { ($0, "") }, uniquingKeysWith: { a, _ in a }),
      hasOthers: true)
    let dropsAll = step.apply(to: &labels) == .dropped
    return Finding(
      dropsAll ? .breaking : .warning, .endpointLabels, endpoint.monitor, path: path,
      "it looks at \(label), which no target has: \(server.object) finds targets by EndpointSlices"
        + (dropsAll ? ", so that every target is dropped" : ""),
      hint: "look at \(name)")
  }

  private static func newName(of label: String) -> String? {
    guard !label.hasPrefix("__meta_kubernetes_endpointslice"),
      let (old, new) = renamed.first(where: { label.hasPrefix($0.0) })
    else { return nil }
    return new + label.dropFirst(old.count)
  }
}
