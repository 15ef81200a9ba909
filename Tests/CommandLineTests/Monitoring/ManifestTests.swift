import Foundation
import Testing
import ValueTree

@Suite("Manifests of the bundled clusters")
struct ManifestTests {
  /// Checks every tree; a finding is text that says where and what.
  private func findings(_ find: (BuiltCluster) -> [String]) throws -> [String] {
    try BundledProject.trees.get().flatMap { tree in find(tree).map { "\(tree.name)/\($0)" } }
  }

  @Test("no value is null")
  func nulls() throws {
    let found = try findings { tree in
      tree.objects.flatMap { object in object.value.paths { $0.isNull }.map { "\(object.file): \($0)" } }
    }
    #expect(found == [])
  }

  @Test("every object has an API version, a kind, a name and, where its kind has one, a namespace")
  func identity() throws {
    let clusterWide: Set = [
      "APIService", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "Namespace", "PriorityClass",
    ]
    let found = try findings { tree in
      tree.objects.filter { object in
        object.value["apiVersion"]?.string == nil || object.kind.isEmpty || object.name.isEmpty
          || object.namespace.isEmpty != clusterWide.contains(object.kind)
      }.map { "\($0.file): \($0.kind) \($0.namespace)/\($0.name)" }
    }
    #expect(found == [])
  }

  @Test("images are complete references, from the mirror where the cluster has one")
  func images() throws {
    let reference = #/[a-z0-9.-]+\.[a-z]+(:\d+)?(/[a-z0-9._-]+)+(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?/#
    for tree in try BundledProject.trees.get() {
      let images = tree.objects.flatMap { Self.images(in: $0.value) }
      #expect(images.count >= 8, "\(tree.name)")
      for image in images {
        let match = image.wholeMatch(of: reference)
        #expect(match != nil && (match?.output.3 ?? match?.output.4) != nil, "\(tree.name): \(image)")
        let isMirrored = image.hasPrefix("registry.example.com/mirror/")
        #expect(isMirrored == (tree.name == "aws-prod"), "\(tree.name): \(image)")
      }
    }
  }

  /// Every image in `image` fields of pods and custom resources, and in flags that name one.
  private static func images(in value: Value) -> [String] {
    var found: [String] = []
    value.walk { path, member in
      guard let text = member.string, !path.contains("openAPIV3Schema") else { return }
      if path.hasSuffix(".image") { found.append(text) }
      if text.hasPrefix("--"), let flag = text.firstIndex(of: "="), text[..<flag].hasSuffix("reloader") {
        found.append(String(text[text.index(after: flag)...]))
      }
    }
    return found
  }

  @Test("no secret holds anything that looks real")
  func secrets() throws {
    let real: [Regex<Substring>] = [
      #/hooks\.slack\.com/services//#, #/-----BEGIN [A-Z ]*PRIVATE KEY-----/#, #/\bAKIA[0-9A-Z]{16}\b/#,
      #/\bgh[pousr]_[A-Za-z0-9]{30,}/#, #/\bxox[abp]-/#, #/\beyJ[A-Za-z0-9_-]{20,}\./#,
      #/"?(?:password|routing_key|service_key|api_url|bot_token|auth_password|secret_key|bearer_token)"?: *"?[^ "{]/#,
    ]
    for tree in try BundledProject.trees.get() {
      for object in tree["Secret"] {
        var texts = (object.value["stringData"]?.object ?? [:]).compactMap { $0.value.string }
        texts += (object.value["data"]?.object ?? [:]).compactMap { member in
          Data(base64Encoded: member.value.string ?? "").map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(!texts.isEmpty, "\(object.file)")
        for text in texts {
          for pattern in real { #expect(text.firstMatch(of: pattern) == nil, "\(tree.name)/\(object.file)") }
        }
      }
    }
  }

  @Test("containers run without privileges they do not need")
  func security() throws {
    let found = try findings { tree in
      tree["Deployment", "DaemonSet", "StatefulSet"].flatMap { object in
        let pod = object.value["spec"]?["template"]?["spec"]
        return (pod?["containers"]?.array ?? []).compactMap { container in
          let own = container["securityContext"]
          let isRoot = (own?["runAsNonRoot"] ?? pod?["securityContext"]?["runAsNonRoot"]) != true
          let escalates = own?["allowPrivilegeEscalation"] != false
          return isRoot || escalates ? "\(object.file): \(container["name"]?.string ?? "")" : nil
        }
      }
    }
    #expect(found == [])
  }
}
