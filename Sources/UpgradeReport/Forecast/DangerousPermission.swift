import Kubernetes

/// Permissions that lead to others, or to what must stay secret, as data.
///
/// https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
struct DangerousPermission: Sendable {
  /// What somebody who has it may do, as the end of a sentence: `it may …`.
  let text: String
  let isMatch: @Sendable (_ verb: String, _ group: String, _ resource: String) -> Bool

  /// The most dangerous first; a permission counts as the first that fits.
  static let all: [DangerousPermission] = [
    .init(text: "do anything that the wildcard stands for") { $0 == "*" || $1 == "*" || $2 == "*" },
    .init(text: "act as somebody else") { verb, _, _ in verb == "impersonate" },
    .init(text: "give more than it has itself") { verb, group, _ in
      group == rbac && (verb == "bind" || verb == "escalate")
    },
    .init(text: "write roles and bindings") { verb, group, _ in group == rbac && isWriting(verb) },
    .init(text: "read secrets") { verb, group, resource in
      group.isEmpty && resource == "secrets" && ["get", "list", "watch"].contains(verb)
    },
    .init(text: "run commands in pods") { verb, group, resource in
      group.isEmpty && ["pods/exec", "pods/attach", "pods/ephemeralcontainers"].contains(resource)
        && (isWriting(verb) || verb == "get")
    },
    .init(text: "run pods of its choice, with any service account of their namespace") { verb, group, resource in
      workloads[group, default: []].contains(resource) && isWriting(verb) && verb != "delete"
        && verb != "deletecollection"
    },
    .init(text: "issue tokens of service accounts") { verb, group, resource in
      group.isEmpty && resource == "serviceaccounts/token" && verb == "create"
    },
    .init(text: "reach the kubelet of every node") { _, group, resource in group.isEmpty && resource == "nodes/proxy" },
    .init(text: "change what every request passes through") { verb, group, resource in
      group == "admissionregistration.k8s.io" && resource.contains("webhookconfigurations") && isWriting(verb)
    },
    .init(text: "approve certificates") { verb, group, resource in
      group == "certificates.k8s.io"
        && (verb == "approve" || verb == "sign" || resource == "certificatesigningrequests/approval")
    },
  ]

  private static let rbac = "rbac.authorization.k8s.io"

  private static let workloads: [String: Set<String>] = [
    "": ["pods", "replicationcontrollers"], "apps": ["deployments", "daemonsets", "statefulsets", "replicasets"],
    "batch": ["jobs", "cronjobs"],
  ]

  private static func isWriting(_ verb: String) -> Bool {
    ["create", "update", "patch", "delete", "deletecollection"].contains(verb)
  }
}
