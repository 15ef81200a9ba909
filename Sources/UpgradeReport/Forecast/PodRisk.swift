import Kubernetes
import ValueTree

/// One thing that a pod may do and a confined one may not, as the Pod Security Standards see it.
///
/// https://kubernetes.io/docs/concepts/security/pod-security-standards/
struct PodRisk: Hashable {
  /// Where it stands, from the pod's `spec` on.
  var path: String
  /// What it is, as the end of a sentence: `the pod …`.
  var text: String
  /// The container that it belongs to; nil for the pod.
  var container: String?
  /// Whether it is there because a protection is not: for a new container that is nothing new.
  var isMissingProtection = false

  /// Everything of this kind that an object's pods have, in the order of the pod.
  static func all(in object: Value) -> [PodRisk] {
    guard let view = PodView(object) else { return [] }
    // Of a pod that the operator makes the object tells a part only: what is missing there tells nothing.
    let isWhole = !["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"].contains(
      object["kind"]?.string ?? "")
    let risks = pod(view.spec) + view.containers.flatMap { container($0, in: view.spec) }
    return isWhole ? risks : risks.filter { !$0.isMissingProtection }
  }

  private static func pod(_ spec: Value) -> [PodRisk] {
    var risks = ["hostNetwork": "network", "hostPID": "processes", "hostIPC": "shared memory"].sorted {
      $0.key < $1.key
    }
    .filter { spec[$0.key] == true }
    .map { PodRisk(path: $0.key, text: "shares the host's \($0.value)") }
    for volume in spec["volumes"]?.array ?? [] {
      guard let path = volume["hostPath"]?["path"]?.string, let name = volume["name"]?.string else { continue }
      risks.append(PodRisk(path: "volumes[name=\(name)]", text: "mounts the host's \(path)"))
    }
    if spec["automountServiceAccountToken"]?.bool != false {
      risks.append(
        PodRisk(
          path: "automountServiceAccountToken", text: "gets a token of its service account", isMissingProtection: true))
    }
    return risks
  }

  private static func container(_ container: PodView.Container, in spec: Value) -> [PodRisk] {
    let list = spec[container.role.rawValue]?.array ?? []
    guard let value = list.first(where: { $0["name"]?.string == container.name }) else { return [] }
    let place = "\(container.role.rawValue)[name=\(container.name)].securityContext"
    let own = value["securityContext"]
    let shared = spec["securityContext"]
    var risks: [PodRisk] = []
    func add(_ member: String, _ text: String, isMissing: Bool = false) {
      risks.append(
        PodRisk(
          path: "\(place).\(member)", text: "lets container \(container.name) \(text)", container: container.name,
          isMissingProtection: isMissing))
    }
    if own?["privileged"] == true { add("privileged", "run privileged") }
    for capability in own?["capabilities"]?["add"]?.array?.compactMap(\.string) ?? [] {
      add("capabilities.add[\(capability)]", "use the capability \(capability)")
    }
    if (own?["runAsUser"] ?? shared?["runAsUser"])?.integer == 0 { add("runAsUser", "run as root") }
    if own?["allowPrivilegeEscalation"]?.bool != false {
      add("allowPrivilegeEscalation", "gain more privileges than it started with", isMissing: true)
    }
    if (own?["runAsNonRoot"] ?? shared?["runAsNonRoot"])?.bool != true {
      add("runAsNonRoot", "run as root if its image says so", isMissing: true)
    }
    if own?["readOnlyRootFilesystem"]?.bool != true {
      add("readOnlyRootFilesystem", "write to its root file system", isMissing: true)
    }
    if own?["capabilities"]?["drop"]?.array?.contains("ALL") != true {
      add("capabilities.drop", "keep the capabilities of its runtime", isMissing: true)
    }
    if !["RuntimeDefault", "Localhost"].contains(
      (own?["seccompProfile"] ?? shared?["seccompProfile"])?["type"]?.string ?? "")
    {
      add("seccompProfile", "make any system call", isMissing: true)
    }
    return risks
  }
}
