import Kubernetes
import PromQL
import ValueTree

/// Arguments that Prometheus 3 does not know: it does not start with them.
///
/// Source: Prometheus' change log, 3.0.0.
enum ServerArguments {
  private static let removed = [
    "alertmanager.timeout": "remove it: it had no effect",
    "storage.tsdb.allow-overlapping-blocks": "remove it: blocks may overlap anyway",
    "storage.tsdb.retention": "write storage.tsdb.retention.time",
  ]

  static func findings(_ context: HazardContext) -> [Finding] {
    context.servers.flatMap { server -> [Finding] in
      guard server.version.map({ $0 >= .three }) ?? false else { return [] }
      let names = (server.spec["additionalArgs"]?.array ?? []).compactMap { $0["name"]?.scalarText }
      return names.compactMap { finding($0, server.object, "spec.additionalArgs[name=\($0)]", server.title) }
    } + context.objects.entries.flatMap(workload)
  }

  /// How the names of Prometheus' own images end.
  private static let repositories = ["prometheus/prometheus", "prom/prometheus"]

  /// The arguments of a Prometheus that runs without the operator.
  private static func workload(_ entry: ObjectSet.Entry) -> [Finding] {
    guard ["Deployment", "StatefulSet", "DaemonSet", "Pod"].contains(entry.reference.kind),
      let pod = PodView(entry.value), let path = PodView.path(toSpecOf: entry.reference.kind)
    else { return [] }
    return pod.containers.flatMap { container -> [Finding] in
      guard let image = container.image.flatMap(ImageReference.init),
        repositories.contains(where: image.repository.hasSuffix),
        let version = image.tag.flatMap(PrometheusVersion.init), version >= .three
      else { return [] }
      let place = "\(path).\(container.role.rawValue)[name=\(container.name)].args"
      return container.arguments.compactMap { argument in
        let name = argument.drop { $0 == "-" }.prefix { $0 != "=" }
        return finding(String(name), entry.reference, "\(place)[--\(name)]", "Prometheus \(version)")
      }
    }
  }

  private static func finding(_ name: String, _ object: ObjectReference, _ path: String, _ title: String) -> Finding? {
    guard let hint = removed[name] else { return nil }
    return Finding(
      .breaking, .removedArgument, object, path: path,
      "\(title) does not know the argument --\(name), and does not start", hint: hint)
  }
}
