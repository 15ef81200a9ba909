import Foundation
import Testing
import ValueTree

@Suite("Objects of the bundled clusters fit each other")
struct SelectorTests {
  /// What the labels of a pod of the build are, and where it is.
  private struct Pod {
    var owner: String
    var namespace: String
    var labels: Object
    var ports: Set<String>
  }

  /// Components whose pods or services are not part of the build: the control plane's and those of applications.
  private static let outside: Set = ["kubernetesControlPlane", "velero", "cloudnativePg"]

  private static func pods(of tree: BuiltCluster) -> [Pod] {
    let workloads = tree["Deployment", "DaemonSet", "StatefulSet"].map { object in
      let template = object.value["spec"]?["template"]
      let containers = template?["spec"]?["containers"]?.array ?? []
      let ports = containers.flatMap { $0["ports"]?.array ?? [] }
      return Pod(
        owner: object.file, namespace: object.namespace, labels: template?["metadata"]?["labels"]?.object ?? [:],
        ports: Set(ports.compactMap { $0["name"]?.string }))
    }
    // The operator makes these: its own labels, and what podMetadata adds.
    let resources = tree["Prometheus", "Alertmanager"].map { object in
      var labels: Object = [
        "app.kubernetes.io/managed-by": "prometheus-operator", "app.kubernetes.io/name": .string(object.kind.lowercased()),
        "app.kubernetes.io/instance": .string(object.name), object.kind.lowercased(): .string(object.name),
      ]
      for (key, value) in object.value["spec"]?["podMetadata"]?["labels"]?.object ?? [:] {
        labels.updateValue(value, forKey: key)
      }
      return Pod(
        owner: object.file, namespace: object.namespace, labels: labels,
        ports: [object.value["spec"]?["portName"]?.string ?? "web", "reloader-web"])
    }
    return workloads + resources
  }

  private static func selects(_ labels: Object?, _ candidate: Object) -> Bool {
    guard let labels, !labels.isEmpty else { return false }
    return labels.allSatisfy { candidate[$0.key] == $0.value }
  }

  @Test("a workload's selector matches the labels of its pods")
  func workloads() throws {
    for tree in try BundledProject.trees.get() {
      let workloads = tree["Deployment", "DaemonSet", "StatefulSet"]
      #expect(workloads.count >= 3)
      for object in workloads {
        let selector = object.value["spec"]?["selector"]?["matchLabels"]?.object
        let labels = object.value["spec"]?["template"]?["metadata"]?["labels"]?.object ?? [:]
        #expect(Self.selects(selector, labels), "\(tree.name)/\(object.file)")
        #expect(
          selector?.contains("app.kubernetes.io/version") == false,
          "\(tree.name)/\(object.file): a selector cannot change, so an upgrade would fail")
      }
    }
  }

  @Test("services, disruption budgets and network policies select pods of the build")
  func podSelectors() throws {
    for tree in try BundledProject.trees.get() {
      let pods = Self.pods(of: tree)
      for object in tree["Service", "PodDisruptionBudget", "NetworkPolicy"] where !Self.outside.contains(object.component) {
        let spec = object.value["spec"]
        let selector = spec?["selector"]?["matchLabels"] ?? spec?["podSelector"]?["matchLabels"] ?? spec?["selector"]
        let selected = pods.filter { $0.namespace == object.namespace && Self.selects(selector?.object, $0.labels) }
        #expect(selected.count == 1, "\(tree.name)/\(object.file) selects \(selected.map(\.owner))")
      }
    }
  }

  @Test("a service's ports are there in its pods")
  func servicePorts() throws {
    for tree in try BundledProject.trees.get() {
      let pods = Self.pods(of: tree)
      for object in tree["Service"] where !Self.outside.contains(object.component) {
        guard let pod = pods.first(where: { Self.selects(object.value["spec"]?["selector"]?.object, $0.labels) }) else {
          continue
        }
        for port in object.value["spec"]?["ports"]?.array ?? [] {
          guard let target = (port["targetPort"] ?? port["name"])?.string else { continue }
          #expect(pod.ports.contains(target), "\(tree.name)/\(object.file): \(target)")
        }
      }
    }
  }

  @Test("a ServiceMonitor selects one service of the build, by labels and by the names of ports")
  func serviceMonitors() throws {
    for tree in try BundledProject.trees.get() {
      let services = tree["Service"]
      var matched = 0
      for monitor in tree["ServiceMonitor"] {
        let spec = monitor.value["spec"]
        let names = spec?["namespaceSelector"]?["matchNames"]?.array?.compactMap(\.string)
        let found = services.filter { service in
          (names ?? [monitor.namespace]).contains(service.namespace)
            && Self.selects(spec?["selector"]?["matchLabels"]?.object, service.labels)
        }
        if Self.outside.contains(monitor.component) && found.isEmpty { continue }
        matched += 1
        #expect(found.count == 1, "\(tree.name)/\(monitor.file) selects \(found.map(\.file))")
        let ports = Set((found.first?.value["spec"]?["ports"]?.array ?? []).compactMap { $0["name"]?.string })
        for endpoint in spec?["endpoints"]?.array ?? [] {
          let port = endpoint["port"]?.string ?? ""
          #expect(ports.contains(port), "\(tree.name)/\(monitor.file): the service has no port \(port)")
        }
      }
      // On a control plane of our own, scheduler and controller manager have services too.
      let least = BundledProject.managedClusters.contains(tree.name) ? 5 : 7
      #expect(matched >= least, "\(tree.name): only \(matched) monitors have their service in the build")
    }
  }

  @Test("accounts, roles and mounted objects that are named are there")
  func references() throws {
    // What whoever sets up the cluster creates: see clusters/_defaults.yaml and upstream's adapter.
    let given: Set = ["alertmanager-receivers"]
    for tree in try BundledProject.trees.get() {
      let names = Set(tree.objects.map { "\($0.kind) \($0.name)" })
      for object in tree.objects where object.kind != "CustomResourceDefinition" {
        var wanted: [String] = []
        object.value.walk { path, value in
          guard let name = value.string else { return }
          if path.hasSuffix(".serviceAccountName") { wanted.append("ServiceAccount \(name)") }
          if path.hasSuffix(".configMap.name") { wanted.append("ConfigMap \(name)") }
          if path.hasSuffix(".secret.secretName") { wanted.append("Secret \(name)") }
        }
        if let role = object.value["roleRef"], let kind = role["kind"]?.string, let name = role["name"]?.string {
          let isClusters = ["system:auth-delegator", "extension-apiserver-authentication-reader"].contains(name)
          if !isClusters { wanted.append("\(kind) \(name)") }
        }
        wanted += (object.value["subjects"]?.array ?? []).filter { $0["kind"] == "ServiceAccount" }
          .compactMap { $0["name"]?.string.map { "ServiceAccount \($0)" } }
        for name in wanted where !given.contains(String(name.split(separator: " ").last ?? "")) {
          #expect(names.contains(name), "\(tree.name)/\(object.file): there is no \(name)")
        }
      }
    }
  }

  @Test("Prometheus may discover what the monitors of the build look for")
  func discovery() throws {
    for tree in try BundledProject.trees.get() {
      let readable = Set(tree["RoleBinding"].filter { $0.name == "prometheus-k8s" }.map(\.namespace))
      for monitor in tree["ServiceMonitor", "PodMonitor"] {
        let names = monitor.value["spec"]?["namespaceSelector"]?["matchNames"]?.array?.compactMap(\.string)
        for namespace in names ?? [monitor.namespace] {
          #expect(readable.contains(namespace), "\(tree.name)/\(monitor.file): \(namespace)")
        }
      }
    }
  }
}
