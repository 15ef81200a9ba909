import Kubernetes
import SemanticDiff
import Testing
import ValueTree

/// One list of the Kubernetes API or of prometheus-operator: two items, and what makes them themselves.
struct ListRow: CustomTestStringConvertible, Sendable {
  var apiVersion: String
  var kind: String
  /// Keys from the object's root to the list; `*` stands for the one item of a list on the way.
  var path: String
  var items: [Value]
  var isOrdered = false

  init(_ apiVersion: String, _ kind: String, _ path: String, _ items: Value..., isOrdered: Bool = false) {
    (self.apiVersion, self.kind, self.path, self.items, self.isOrdered) = (apiVersion, kind, path, items, isOrdered)
  }

  var testDescription: String { "\(kind) \(path)" }

  func object(_ items: [Value]) -> Value {
    let inner = path.split(separator: ".").reversed().reduce(Value.array(items)) { value, key in
      key == "*" ? [named(value)] : .object([String(key): value])
    }
    guard case .object(var members) = inner else { return inner }
    members["apiVersion"] = .string(apiVersion)
    members["kind"] = .string(kind)
    return .object(members)
  }

  private func named(_ value: Value) -> Value {
    guard case .object(var members) = value else { return value }
    members["name"] = "one"
    return .object(members)
  }
}

@Suite("The identity of list items")
struct IdentityTableTests {
  private static let pod = "spec.template.spec"
  private static let container = "spec.template.spec.containers.*"
  private static let operator_ = "monitoring.coreos.com/v1"

  static let native = [
    ListRow("apps/v1", "Deployment", pod + ".containers", ["name": "a"], ["name": "b"]),
    ListRow("apps/v1", "DaemonSet", pod + ".initContainers", ["name": "a"], ["name": "b"], isOrdered: true),
    ListRow("v1", "Pod", "spec.ephemeralContainers", ["name": "a"], ["name": "b"]),
    ListRow("apps/v1", "StatefulSet", container + ".env", ["name": "A"], ["name": "B"]),
    ListRow(
      "apps/v1", "Deployment", container + ".ports", ["containerPort": 53, "protocol": "UDP"], ["containerPort": 53]),
    ListRow(
      "apps/v1", "Deployment", container + ".volumeMounts",
      ["name": "v", "mountPath": "/a"], ["name": "v", "mountPath": "/b"]),
    ListRow("apps/v1", "Deployment", container + ".volumeDevices", ["devicePath": "/a"], ["devicePath": "/b"]),
    ListRow("batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec.volumes", ["name": "a"], ["name": "b"]),
    ListRow("apps/v1", "Deployment", container + ".resources.claims", ["name": "a"], ["name": "b"]),
    ListRow("apps/v1", "Deployment", pod + ".imagePullSecrets", ["name": "a"], ["name": "b"]),
    ListRow("apps/v1", "Deployment", pod + ".hostAliases", ["ip": "1"], ["ip": "2"]),
    ListRow(
      "apps/v1", "Deployment", pod + ".topologySpreadConstraints", ["topologyKey": "a", "whenUnsatisfiable": "x"],
      ["topologyKey": "a", "whenUnsatisfiable": "y"]),
    ListRow("v1", "Service", "spec.ports", ["port": 53, "protocol": "UDP"], ["port": 53]),
    ListRow("v1", "ServiceAccount", "secrets", ["name": "a"], ["name": "b"]),
    ListRow(
      "admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks",
      ["name": "a"], ["name": "b"]),
    ListRow(
      "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "spec.variables",
      ["name": "a"], ["name": "b"]),
    ListRow("v1", "Pod", "metadata.finalizers", "a", "b"),
    ListRow("v1", "Pod", "metadata.ownerReferences", ["uid": "a"], ["uid": "b"]),
  ]

  static let operators = [
    ListRow(operator_, "PrometheusRule", "spec.groups", ["name": "a"], ["name": "b"]),
    ListRow("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig", "spec.receivers", ["name": "a"], ["name": "b"]),
    ListRow(operator_, "Prometheus", "spec.scrapeClasses", ["name": "a"], ["name": "b"]),
    ListRow(operator_, "Probe", "spec.params", ["name": "a"], ["name": "b"]),
    ListRow(operator_, "ScrapeConfig", "spec.kubernetesSDConfigs.*.selectors", ["role": "a"], ["role": "b"]),
    ListRow(operator_, "ScrapeConfig", "spec.ec2SDConfigs.*.filters", ["name": "a"], ["name": "b"]),
    ListRow(operator_, "ScrapeConfig", "spec.staticConfigs.*.targets", "a", "b"),
    ListRow(operator_, "Prometheus", "spec.enableFeatures", "a", "b"),
    ListRow(operator_, "ServiceMonitor", "spec.scrapeProtocols", "a", "b"),
    ListRow(operator_, "Alertmanager", "spec.dnsConfig.nameservers", "a", "b"),
    ListRow("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig", "spec.route.groupBy", "a", "b"),
  ]

  static let proposed = [
    ListRow(operator_, "PrometheusRule", "spec.groups.*.rules", ["alert": "a"], ["alert": "b"], isOrdered: true),
    ListRow(operator_, "ServiceMonitor", "spec.endpoints", ["port": "p", "path": "/a"], ["port": "p"]),
    ListRow(operator_, "PodMonitor", "spec.podMetricsEndpoints", ["port": "p"], ["targetPort": 1]),
    ListRow(
      operator_, "ServiceMonitor", "spec.endpoints.*.relabelings", ["targetLabel": "a"], ["targetLabel": "b"],
      isOrdered: true),
    ListRow(operator_, "Prometheus", "spec.remoteWrite", ["url": "a"], ["name": "b", "url": "a"]),
    ListRow(operator_, "Prometheus", "spec.alerting.alertmanagers", ["name": "a"], ["name": "a", "port": "web"]),
    ListRow(operator_, "Prometheus", "spec.containers", ["name": "a"], ["name": "b"]),
    ListRow(operator_, "Prometheus", "spec.volumeMounts", ["mountPath": "a"], ["mountPath": "b"]),
    ListRow(operator_, "Alertmanager", "spec.additionalArgs", ["name": "a"], ["name": "b"]),
    ListRow("apps/v1", "Deployment", container + ".args", "--a", "--b"),
    ListRow("apps/v1", "Deployment", container + ".command", "a", "b", isOrdered: true),
    ListRow(
      "apps/v1", "Deployment", container + ".envFrom", ["configMapRef": ["name": "a"]], ["secretRef": ["name": "a"]],
      isOrdered: true),
    ListRow(
      "rbac.authorization.k8s.io/v1", "ClusterRole", "rules", ["nonResourceURLs": ["/a"], "verbs": ["get"]],
      ["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]),
    ListRow(
      "rbac.authorization.k8s.io/v1", "RoleBinding", "subjects",
      ["kind": "User", "name": "a"], ["kind": "Group", "name": "a"]),
    ListRow(
      "apps/v1", "Deployment", pod + ".tolerations",
      ["operator": "Exists"], ["key": "a", "effect": "NoSchedule"]),
    ListRow(
      "apps/v1", "Deployment", "spec.selector.matchExpressions", ["key": "a", "operator": "In", "values": ["1"]],
      ["key": "a", "operator": "Exists"]),
    ListRow("networking.k8s.io/v1", "NetworkPolicy", "spec.ingress", ["from": []], ["ports": [["port": 1]]]),
    ListRow(
      "networking.k8s.io/v1", "NetworkPolicy", "spec.egress.*.ports",
      ["port": 53], ["port": 53, "protocol": "UDP"]),
    ListRow(
      "autoscaling/v2", "HorizontalPodAutoscaler", "spec.metrics", ["type": "Resource", "resource": ["name": "cpu"]],
      ["type": "Resource", "resource": ["name": "memory"]]),
    ListRow("networking.k8s.io/v1", "Ingress", "spec.rules", ["host": "a"], ["http": ["paths": []]]),
    ListRow("networking.k8s.io/v1", "Ingress", "spec.tls", ["secretName": "a"], ["secretName": "b"]),
    ListRow(
      "v1", "Pod", "spec.volumes.*.projected.sources", ["configMap": ["name": "a"]], ["secret": ["name": "b"]]),
    ListRow("v1", "Pod", "spec.volumes.*.configMap.items", ["key": "a", "path": "x"], ["key": "b", "path": "y"]),
    ListRow("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec.versions", ["name": "v1"], ["name": "v2"]),
    ListRow(
      "apiextensions.k8s.io/v1", "CustomResourceDefinition",
      "spec.versions.*.schema.openAPIV3Schema.properties.a.required", "a", "b"),
    ListRow(
      "apiextensions.k8s.io/v1", "CustomResourceDefinition",
      "spec.versions.*.schema.openAPIV3Schema.properties.a.x-kubernetes-validations", ["rule": "a"], ["rule": "b"]),
  ]

  @Test("holds in any order, and the order shows where it means something", arguments: native + operators + proposed)
  func order(row: ListRow) {
    let changes = ObjectComparison().changes(from: row.object(row.items), to: row.object(row.items.reversed()))
    #expect(changes.map(\.kind) == (row.isOrdered ? [.moved] : []), "\(changes.map(line))")
  }

  @Test("tells which item is new", arguments: native + operators + proposed)
  func addition(row: ListRow) {
    for (place, item) in row.items.enumerated() {
      let rest = row.items.enumerated().filter { $0.offset != place }.map(\.element)
      let changes = ObjectComparison().changes(from: row.object(rest), to: row.object(row.items.reversed()))
      #expect(changes.map(\.kind) == [.added], "\(changes.map(line))")
      let isRole = row.kind.hasSuffix("Role")
      #expect(changes.first?.to == item || isRole, "\(changes.map(line))")
    }
  }

  @Test("tells which item another field is of", arguments: native + operators + proposed)
  func member(row: ListRow) {
    for (place, item) in row.items.enumerated() {
      guard case .object(var members) = item, !row.kind.hasSuffix("Role") else { continue }
      members["zzField"] = 1
      var items = row.items
      items[place] = .object(members)
      if !row.isOrdered { items.reverse() }
      let changes = ObjectComparison().changes(from: row.object(row.items), to: row.object(items))
      #expect(changes.map(\.kind) == [.added], "\(changes.map(line))")
      #expect(changes.first?.path.steps.last == .key("zzField"))
    }
  }
}
