import ValueTree

/// The pod that an object runs or adds to, and its containers, read leniently.
///
///     PodView(deployment)?.containers.map(\.name)  // ["prometheus-operator", "kube-rbac-proxy"]
public struct PodView: Sendable {
  /// One container.
  public struct Container: Sendable {
    /// In which of the pod's lists it stands.
    public enum Role: String, Sendable, Hashable, CaseIterable {
      case container = "containers"
      case initContainer = "initContainers"
      case ephemeralContainer = "ephemeralContainers"
    }

    /// In which list it stands.
    public var role: Role
    /// Its name; empty where it has none.
    public var name: String
    /// The image as written; nil where there is none, as in a patch of a container that the operator makes.
    public var image: String?
    /// The flags and other words of `command` and then `args`.
    public var arguments: [String]
    /// The environment variables that have a value of their own, in their order.
    public var environment: [(name: String, value: String)]
  }

  /// The pod's `spec`, or that of the custom resource, which holds some of its fields.
  public var spec: Value
  /// In the order of roles and lists.
  public var containers: [Container]

  /// The view of a Pod, of a built-in workload, or of a custom resource of prometheus-operator; nil for anything else.
  public init?(_ object: Value) {
    guard let path = Self.path(toSpecOf: object["kind"]?.string ?? ""), let spec = object[path], spec.object != nil
    else { return nil }
    self.spec = spec
    containers = Container.Role.allCases.flatMap { role in
      (spec[role.rawValue]?.array ?? []).compactMap { Container(role: role, value: $0) }
    }
  }

  /// Where an object of this kind has its pod's `spec`; nil for a kind that runs none.
  public static func path(toSpecOf kind: String) -> ValuePath? {
    switch kind {
    case "Pod", "Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler": ValuePath("spec")
    case "Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "ReplicationController", "Job":
      ValuePath("spec", "template", "spec")
    case "CronJob": ValuePath("spec", "jobTemplate", "spec", "template", "spec")
    default: nil
    }
  }
}

extension PodView.Container {
  fileprivate init?(role: Role, value: Value) {
    guard value.object != nil else { return nil }
    self.role = role
    name = value["name"]?.scalarText ?? ""
    image = value["image"]?.string
    arguments = (value["command"] ?? .null).scalarTexts + (value["args"] ?? .null).scalarTexts
    environment = (value["env"]?.array ?? []).compactMap { variable in
      guard let name = variable["name"]?.scalarText, let value = variable["value"]?.scalarText else { return nil }
      return (name, value)
    }
  }
}
