import Testing

@testable import UpgradeReport

@Suite("Forecast: permissions and pods that may do more")
struct SecurityForecastTests {
  private static func role(_ rules: String, labels: String = "{}") -> String {
    "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a, labels: \(labels)},"
      + " rules: [\(rules)]}"
  }

  private static let harmless = "{apiGroups: [''], resources: [pods], verbs: [get]}"

  @Test(
    "permissions that lead to others",
    arguments: [
      ("{apiGroups: ['*'], resources: ['*'], verbs: ['*']}", "do anything"),
      ("{apiGroups: [''], resources: [secrets], verbs: [list]}", "read secrets"),
      ("{apiGroups: [''], resources: [users], verbs: [impersonate]}", "act as somebody else"),
      (
        "{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [escalate]}",
        "give more than it has"
      ),
      (
        "{apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}",
        "write roles and bindings"
      ),
      ("{apiGroups: [''], resources: [pods/exec], verbs: [create]}", "run commands in pods"),
      ("{apiGroups: [apps], resources: [daemonsets], verbs: [patch]}", "run pods of its choice"),
      ("{apiGroups: [''], resources: [serviceaccounts/token], verbs: [create]}", "issue tokens"),
      ("{apiGroups: [''], resources: [nodes/proxy], verbs: [get]}", "reach the kubelet"),
      (
        "{apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [update]}",
        "change what every request"
      ),
      (
        "{apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update]}",
        "approve certificates"
      ),
      ("{nonResourceURLs: ['*'], verbs: [get]}", "do anything"),
    ])
  func dangerous(rule: String, text: String) throws {
    let old = Self.role(Self.harmless)
    let new = Self.role(Self.harmless + ", " + rule)
    let findings = try forecast(old, new)
    #expect(
      findings.map(\.code) == ["access-escalation"] && findings.allSatisfy { $0.message.contains(text) }, "\(findings)")
    #expect(try forecast("", new).map(\.code) == ["access-escalation"])
    #expect(try forecast(new, old).isEmpty)
    #expect(try isQuiet(old, new))
  }

  @Test(
    "permissions that a role had, and those that lead nowhere, are quiet",
    arguments: [
      ("{apiGroups: ['*'], resources: ['*'], verbs: ['*']}", "{apiGroups: [''], resources: [secrets], verbs: [get]}"),
      (harmless, "{apiGroups: [''], resources: [services, endpoints], verbs: [get, list, watch]}"),
      (harmless, "{apiGroups: [''], resources: [secrets], resourceNames: [one], verbs: [get]}"),
      (harmless, "{apiGroups: [g], resources: [as/status], verbs: ['*']}"),
      (harmless, "{nonResourceURLs: [/metrics], verbs: [get]}"),
    ])
  func quiet(old: String, new: String) throws {
    #expect(try forecast(Self.role(old), Self.role(old + ", " + new)).isEmpty)
  }

  @Test("aggregation, powerful roles and subjects that are everybody")
  func bindings() throws {
    let labels = #"{rbac.authorization.k8s.io/aggregate-to-view: "true"}"#
    #expect(try forecast(Self.role(Self.harmless), Self.role(Self.harmless, labels: labels)).count == 1)
    func binding(_ role: String, _ subject: String) -> String {
      """
      {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: b},
       roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: \(role)}, subjects: [\(subject)]}
      """
    }
    let account = "{kind: ServiceAccount, name: s, namespace: m}"
    let group = "{kind: Group, name: 'system:authenticated'}"
    #expect(try forecast("", binding("cluster-admin", account)).map(\.path) == ["roleRef"])
    #expect(try forecast("", binding("own", account)).isEmpty)
    #expect(
      try forecast(binding("own", account), binding("own", account + ", " + group)).map(\.path)
        == ["subjects[name=system:authenticated]"])
  }

  private static func pod(_ spec: String, _ container: String) -> String {
    """
    {apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: m}, spec: {template: {spec:
      {\(spec)containers: [{name: c, \(container)}]}}}}
    """
  }

  private static let confined =
    "securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, readOnlyRootFilesystem: true,"
    + " capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}"

  @Test(
    "what a pod may do more",
    arguments: [
      ("hostNetwork: true, ", confined, "hostNetwork"), ("hostPID: true, ", confined, "hostPID"),
      ("volumes: [{name: v, hostPath: {path: /}}], ", confined, "volumes[name=v]"),
      ("automountServiceAccountToken: true, ", confined, "automountServiceAccountToken"),
      (
        "",
        confined.replacing(
          "{allowPrivilegeEscalation: false,", with: "{privileged: true, allowPrivilegeEscalation: false,"),
        "privileged"
      ),
      (
        "", confined.replacing("allowPrivilegeEscalation: false", with: "allowPrivilegeEscalation: true"),
        "allowPrivilegeEscalation"
      ),
      ("", confined.replacing("runAsNonRoot: true", with: "runAsNonRoot: false"), "runAsNonRoot"),
      ("", confined.replacing("readOnlyRootFilesystem: true, ", with: ""), "readOnlyRootFilesystem"),
      ("", confined.replacing("{drop: [ALL]}", with: "{drop: [ALL], add: [SYS_ADMIN]}"), "capabilities.add[SYS_ADMIN]"),
      ("", confined.replacing("{drop: [ALL]}", with: "{}"), "capabilities.drop"),
      ("", confined.replacing("RuntimeDefault", with: "Unconfined"), "seccompProfile"),
    ])
  func pods(spec: String, container: String, path: String) throws {
    let old = Self.pod("automountServiceAccountToken: false, ", Self.confined)
    let keep = spec.contains("automount") ? "" : "automountServiceAccountToken: false, "
    let new = Self.pod(keep + spec, container)
    let findings = try forecast(old, new)
    #expect(findings.map(\.code) == ["pod-security"], "\(findings)")
    #expect(findings.first?.path?.hasSuffix(path) == true)
    #expect(try forecast(new, old).isEmpty)
    #expect(try isQuiet(old, new))
  }

  @Test("a protection that stands at the pod is one of its containers")
  func shared() throws {
    let old = Self.pod("", Self.confined)
    let new = Self.pod(
      "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}, ",
      "securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}")
    #expect(try forecast(old, new).isEmpty && forecast(new, old).isEmpty)
  }

  @Test("a new workload has no protection to lose, but what it may do is told")
  func added() throws {
    #expect(try forecast("", Self.pod("", "image: a")).isEmpty)
    #expect(try forecast("", Self.pod("hostPID: true, ", "image: a")).map(\.code) == ["pod-security"])
  }

  @Test("another level of the Pod Security Standards, either way")
  func namespaces() throws {
    func namespace(_ level: String) -> String {
      "{apiVersion: v1, kind: Namespace, metadata: {name: m, labels: {pod-security.kubernetes.io/enforce: \(level)}}}"
    }
    let looser = try forecast(namespace("restricted"), namespace("baseline"))
    let tighter = try forecast(namespace("baseline"), namespace("restricted"))
    #expect(looser.map(\.code) == ["pod-security"] && looser.first?.command == nil)
    #expect(tighter.map(\.code) == ["pod-security"] && tighter.first?.command != nil)
  }
}
