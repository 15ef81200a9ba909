import Checks
import Kubernetes
import ValueTree

/// Services that select other pods than before.
enum ServiceSelectors {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    upgrade.changed.compactMap { pair in
      guard pair.to.reference.groupAndKind == "/Service",
        pair.changes.contains(where: { $0.path.isAbout(["spec", "selector"]) }),
        let old = selector(pair.from), let new = selector(pair.to), old != new
      else { return nil }
      let hadPods = upgrade.olds.contains { matches($0, old, pair.from.reference.namespace) }
      let hasPods = upgrade.news.contains { matches($0, new, pair.to.reference.namespace) }
      // The operator gives its pods labels that no manifest shows.
      let mayHavePods = upgrade.news.contains {
        operatorKinds.contains($0.reference.groupAndKind) && $0.reference.namespace == pair.to.reference.namespace
      }
      guard hadPods, !hasPods, !mayHavePods else {
        return Finding(
          .warning, .serviceSelector, pair.to.reference, path: "spec.selector",
          "the service selects other pods: until pods with the new labels are ready it has no endpoints",
          hint: "apply it after the pods that it selects, or at a quiet time", command: endpoints(pair.to.reference))
      }
      return Finding(
        .breaking, .serviceSelector, pair.to.reference, path: "spec.selector",
        "the service selects pods that no workload of the build makes: it has no endpoints any more",
        hint: "give the selector labels of the workload's pod template", command: endpoints(pair.to.reference))
    }
  }

  /// Kinds whose pods an operator makes.
  private static let operatorKinds = Set(
    ["Alertmanager", "Prometheus", "PrometheusAgent", "ThanosRuler"].map { "monitoring.coreos.com/\($0)" })

  private static func selector(_ entry: ObjectSet.Entry) -> Object? { entry.value["spec"]?["selector"]?.object }

  private static func matches(_ workload: ObjectSet.Entry, _ selector: Object, _ namespace: String?) -> Bool {
    guard workload.reference.namespace == namespace,
      let labels = workload.value["spec"]?["template"]?["metadata"]?["labels"]?.object, !selector.isEmpty
    else { return false }
    return selector.allSatisfy { labels[$0.key] == $0.value }
  }

  private static func endpoints(_ service: ObjectReference) -> String {
    let namespace = service.namespace.map { " --namespace " + Kubectl.word($0) } ?? ""
    return "kubectl get endpointslices\(namespace) --selector kubernetes.io/service-name=\(Kubectl.word(service.name))"
  }
}
