import Testing

@testable import UpgradeReport

@Suite("Forecast: fields that cannot change")
struct ImmutableFieldTests {
  private static func object(_ kind: String, _ members: String, apiVersion: String = "v1") -> String {
    "{apiVersion: \(apiVersion), kind: \(kind), metadata: {name: a, namespace: m}, \(members)}"
  }

  @Test(
    "every field of the table, and what is told",
    arguments: [
      (
        "apps/v1", "Deployment", "spec: {selector: {matchLabels: {a: b}}}", "spec: {selector: {matchLabels: {a: c}}}",
        "spec.selector"
      ),
      (
        "apps/v1", "DaemonSet", "spec: {selector: {matchLabels: {a: b}}}", "spec: {selector: {matchLabels: {}}}",
        "spec.selector"
      ),
      ("apps/v1", "StatefulSet", "spec: {serviceName: a}", "spec: {serviceName: b}", "spec.serviceName"),
      (
        "apps/v1", "StatefulSet", "spec: {volumeClaimTemplates: [{metadata: {name: v}, spec: {storageClassName: a}}]}",
        "spec: {volumeClaimTemplates: [{metadata: {name: v}, spec: {storageClassName: b}}]}",
        "spec.volumeClaimTemplates"
      ),
      ("apps/v1", "StatefulSet", "spec: {}", "spec: {podManagementPolicy: Parallel}", "spec.podManagementPolicy"),
      ("batch/v1", "Job", "spec: {template: {spec: {a: 1}}}", "spec: {template: {spec: {a: 2}}}", "spec.template"),
      ("batch/v1", "Job", "spec: {}", "spec: {completionMode: Indexed}", "spec.completionMode"),
      ("v1", "Service", "spec: {clusterIP: None}", "spec: {clusterIP: 10.0.0.1}", "spec.clusterIP"),
      ("v1", "Service", "spec: {}", "spec: {clusterIP: None}", "spec.clusterIP"),
      ("v1", "Service", "spec: {loadBalancerClass: a}", "spec: {loadBalancerClass: b}", "spec.loadBalancerClass"),
      (
        "v1", "PersistentVolumeClaim", "spec: {storageClassName: a}", "spec: {storageClassName: b}",
        "spec.storageClassName"
      ),
      (
        "v1", "PersistentVolumeClaim", "spec: {resources: {requests: {storage: 10Gi}}}",
        "spec: {resources: {requests: {storage: 9000Mi}}}", "spec.resources.requests.storage"
      ),
      ("v1", "Secret", "type: Opaque", "type: kubernetes.io/tls", "type"),
      ("v1", "Secret", "immutable: true, data: {a: YQ==}", "immutable: true, data: {a: Yg==}", "immutable"),
      ("v1", "ConfigMap", "immutable: true, data: {a: b}", "data: {a: b}", "immutable"),
      (
        "rbac.authorization.k8s.io/v1", "RoleBinding", "roleRef: {kind: Role, name: a}",
        "roleRef: {kind: Role, name: b}",
        "roleRef"
      ),
      ("storage.k8s.io/v1", "StorageClass", "provisioner: a", "provisioner: a, reclaimPolicy: Retain", "reclaimPolicy"),
      ("networking.k8s.io/v1", "IngressClass", "spec: {controller: a}", "spec: {controller: b}", "spec.controller"),
      ("scheduling.k8s.io/v1", "PriorityClass", "value: 1", "value: 2", "value"),
      (
        "apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec: {scope: Namespaced}", "spec: {scope: Cluster}",
        "spec.scope"
      ),
    ])
  func fires(apiVersion: String, kind: String, from: String, to: String, path: String) throws {
    let old = Self.object(kind, from, apiVersion: apiVersion)
    let new = Self.object(kind, to, apiVersion: apiVersion)
    let findings = try forecast(old, new).filter { $0.code == "immutable-field" }
    #expect(findings.map(\.path) == [path])
    #expect(findings.allSatisfy { $0.severity == .breaking && $0.hint != nil })
    #expect(try isQuiet(old, new))
  }

  @Test(
    "what may change, and what only says the default, is quiet",
    arguments: [
      ("apps/v1", "StatefulSet", "spec: {replicas: 1}", "spec: {replicas: 2, template: {a: b}, minReadySeconds: 1}"),
      ("apps/v1", "StatefulSet", "spec: {}", "spec: {podManagementPolicy: OrderedReady}"),
      (
        "apps/v1", "Deployment", "spec: {selector: {matchLabels: {a: b}}}",
        "spec: {selector: {matchExpressions: [{key: a, operator: In, values: [b]}]}}"
      ),
      ("v1", "Service", "spec: {clusterIP: ''}", "spec: {}"),
      ("v1", "Service", "spec: {clusterIP: None}", "spec: {}"),
      ("v1", "Service", "spec: {clusterIP: 10.0.0.1}", "spec: {type: ExternalName, externalName: a.example.com}"),
      (
        "rbac.authorization.k8s.io/v1", "RoleBinding", "roleRef: {kind: Role, name: a}",
        "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}"
      ),
      ("v1", "Secret", "data: {a: YQ==}", "type: Opaque, data: {a: Yg==}"),
      (
        "v1", "PersistentVolumeClaim", "spec: {resources: {requests: {storage: 1Gi}}}",
        "spec: {resources: {requests: {storage: 1.5Gi}}}"
      ),
      ("storage.k8s.io/v1", "StorageClass", "provisioner: a", "provisioner: a, volumeBindingMode: Immediate"),
      ("v1", "ConfigMap", "data: {a: b}", "data: {a: c}, immutable: true"),
    ])
  func quiet(apiVersion: String, kind: String, from: String, to: String) throws {
    let old = Self.object(kind, from, apiVersion: apiVersion)
    let new = Self.object(kind, to, apiVersion: apiVersion)
    #expect(try forecastLines(old, new) == [])
  }

  @Test("the command is ready to be copied, whatever the object is called")
  func commands() throws {
    let from =
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: \"a; rm -rf '*'\", namespace: m},"
      + " spec: {selector: {a: b}}}"
    let findings = try forecast(from, from.replacing("{a: b}", with: "{a: c}"))
    #expect(
      findings.map(\.command) == [#"kubectl delete deployment 'a; rm -rf '\''*'\''' --namespace m --cascade=orphan"#])
  }
}
