import Kubernetes
import PromQL
import ValueTree

/// What Prometheus 3 does otherwise by default: told once, with the step that leads there.
enum ServerDefaults {
  static func findings(_ context: HazardContext) -> [Finding] {
    context.servers(reaching: .three).flatMap { server in
      contentType(context, server) + names(server) + remoteWrite(server) + externalLabels(server)
    }
  }

  private static func contentType(_ context: HazardContext, _ server: PrometheusServer) -> [Finding] {
    let monitors = context.objects.entries.filter { entry in
      ["ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig"].contains(entry.reference.kind)
        && entry.value["spec"]?["fallbackScrapeProtocol"] == nil
    }
    guard !monitors.isEmpty else { return [] }
    return [
      Finding(
        .info, .contentType, server.object,
        "\(server.title) takes no answer without a valid Content-Type: old exporters may be down then",
        hint: "after the step look at up == 0; set fallbackScrapeProtocol: PrometheusText0.0.4 on the monitors of those"
          + " that are")
    ]
  }

  private static func names(_ server: PrometheusServer) -> [Finding] {
    guard server.spec["nameValidationScheme"] == nil, !server.hasFeature("utf8-names") else { return [] }
    return [
      Finding(
        .info, .utf8Names, server.object,
        "\(server.title) takes names of metrics and labels as targets write them, points and dashes included",
        hint: "spec.nameValidationScheme: Legacy keeps the old names")
    ]
  }

  private static func remoteWrite(_ server: PrometheusServer) -> [Finding] {
    (server.spec["remoteWrite"]?.array ?? []).enumerated().compactMap { index, item in
      guard item["enableHttp2"] == nil else { return nil }
      return Finding(
        .info, .remoteWriteProtocol, server.object, path: "spec.remoteWrite[\(index)]",
        "\(server.title) writes over HTTP/1.1 by default, before it was HTTP/2",
        hint: "enableHttp2: true keeps it, where the receiver or a proxy asks for it")
    }
  }

  private static func externalLabels(_ server: PrometheusServer) -> [Finding] {
    guard !server.hasFeature("expand-external-labels") else { return [] }
    return (server.spec["externalLabels"]?.object ?? [:]).sorted { $0.key < $1.key }.compactMap { label, value in
      guard let text = value.scalarText, text.contains("$") else { return nil }
      return Finding(
        .warning, .externalLabels, server.object, path: ValuePath("spec", "externalLabels", .key(label)).description,
        "\(server.title) puts a variable of its environment, or nothing, in the place of '$…' in this label",
        hint: "write '$$' for a dollar")
    }
  }
}
