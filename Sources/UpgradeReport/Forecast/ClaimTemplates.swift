import Checks
import Kubernetes
import SemanticDiff
import ValueTree

/// Storage of what the operator runs. Its StatefulSets cannot change theirs: the operator makes them anew, and the
/// volumes stay as they are.
enum ClaimTemplates {
  private static let kinds: Set = ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"]

  static func findings(_ upgrade: Upgrade) -> [Finding] {
    upgrade.changed.compactMap { pair in
      let object = pair.to.reference
      guard object.group == "monitoring.coreos.com", kinds.contains(object.kind),
        pair.changes.contains(where: { $0.path.isAbout(["spec", "storage"]) })
      else { return nil }
      let old = claim(pair.from.value)
      let new = claim(pair.to.value)
      guard (old == nil) == (new == nil) else {
        return Finding(
          .warning, .claimTemplate, object, path: "spec.storage",
          "the pods start with an empty volume: the storage is \(old == nil ? "a claim now" : "no claim any more")",
          hint: "copy the data over, or accept that the history begins anew")
      }
      guard old != nil else { return nil }
      return Finding(
        .warning, .claimTemplate, object, path: "spec.storage.volumeClaimTemplate",
        "the operator makes the StatefulSet anew and restarts its pods; claims that are there stay as they are",
        hint: "resize the claims by hand: https://prometheus-operator.dev/docs/platform/storage/",
        command: Kubectl.list(kind: "PersistentVolumeClaim", group: ""))
    }
  }

  private static func claim(_ object: Value) -> Value? { object["spec"]?["storage"]?["volumeClaimTemplate"] }
}
