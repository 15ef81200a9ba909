import Checks
import Kubernetes
import ValueTree

/// Pods that may do more than before, and namespaces that allow more.
enum PodSecurity {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    let changed = upgrade.changed.flatMap { findings(from: $0.from.value, to: $0.to) }
    return changed + upgrade.added.flatMap { findings(from: nil, to: $0) }
  }

  private static func findings(from: Value?, to: ObjectSet.Entry) -> [Finding] {
    let before = from.map(PodRisk.all) ?? []
    let known = Set(before)
    let containers = Set((from.flatMap(PodView.init)?.containers ?? []).map(\.name))
    let prefix = PodView.path(toSpecOf: to.reference.kind).map { $0.description + "." } ?? ""
    let gained = PodRisk.all(in: to.value).filter { risk in
      if known.contains(risk) { return false }
      // What is new has no protection to lose.
      guard risk.isMissingProtection else { return true }
      return from != nil && risk.container.map(containers.contains) ?? true
    }
    return gained.map { risk in
      Finding(
        .warning, .podSecurity, to.reference, path: prefix + risk.path,
        (from == nil ? "the new pod " : "the pod now ") + risk.text,
        hint: "a namespace that enforces a Pod Security Standard may refuse it: look whether it is meant")
    } + namespace(from: from, to: to)
  }

  private static let levels = ["restricted", "baseline", "privileged"]

  private static func namespace(from: Value?, to: ObjectSet.Entry) -> [Finding] {
    guard to.reference.groupAndKind == "/Namespace", let from else { return [] }
    let label = "pod-security.kubernetes.io/enforce"
    let sides = [from, to.value].map { $0["metadata"]?["labels"]?[label]?.string ?? "privileged" }
    let places = sides.map { levels.firstIndex(of: $0) ?? levels.count }
    guard places[0] != places[1] else { return [] }
    let isLooser = places[1] > places[0]
    return [
      Finding(
        .warning, .podSecurity, to.reference, path: "metadata.labels[\"\(label)\"]",
        "the namespace enforces the level \(sides[1]), no longer \(sides[0])",
        hint: isLooser
          ? "pods may do more than before: look whether it is meant"
          : "pods that the level does not allow are refused when they start the next time",
        command: isLooser ? nil : Kubectl.tryLabel(label, sides[1], ofNamespace: to.reference.name))
    ]
  }
}
