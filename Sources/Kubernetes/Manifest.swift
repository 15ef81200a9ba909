import ValueTree

/// One evaluated object of a component, before it becomes a file.
public struct Manifest: Sendable, Hashable {
  /// The component's name, as `prometheus` or `kubernetesControlPlane`.
  public var component: String
  /// The object's name within its component, as `serviceMonitorKubelet`.
  public var object: String
  /// The object itself, as it was evaluated: nothing of it is checked before `objects()`.
  public var value: Value

  /// A manifest by where it stands in the stack's components; `value` may be anything.
  public init(component: String, object: String, value: Value) {
    self.component = component
    self.object = object
    self.value = value
  }

  /// `prometheus.serviceMonitor`, the way a person finds it in Jsonnet.
  public var jsonnetPath: String { ValuePath(.key(component), .key(object)).description }

  /// The objects that the manifest holds: itself, or the items of a list (`RoleList`, `ConfigMapList`, `List`).
  ///
  /// - Throws: a `ManifestError` for anything that the API server would not recognise as an object.
  public func objects() throws(ManifestError) -> [ObjectReference] {
    let kind = try Self.text("kind", of: value, at: .root)
    guard kind.hasSuffix("List"), let items = value["items"]?.array else {
      return [try Self.reference(to: value, at: .root)]
    }
    _ = try Self.text("apiVersion", of: value, at: .root)
    var references: [ObjectReference] = []
    for (index, item) in items.enumerated() {
      references.append(try Self.reference(to: item, at: ValuePath("items", .index(index))))
    }
    return references
  }

  static func reference(to value: Value, at path: ValuePath) throws(ManifestError) -> ObjectReference {
    let apiVersion = try text("apiVersion", of: value, at: path)
    let kind = try text("kind", of: value, at: path)
    guard case .object(let metadata)? = value["metadata"] else {
      throw ManifestError(path: path + "metadata", message: "an object needs 'metadata'")
    }
    let name = try text("name", of: .object(metadata), at: path + "metadata")
    let namespace = metadata["namespace"]
    guard namespace == nil || namespace?.string != nil else {
      throw ManifestError(path: path + "metadata" + "namespace", message: "'namespace' must be a string")
    }
    return ObjectReference(apiVersion: apiVersion, kind: kind, namespace: namespace?.string, name: name)
  }

  private static func text(_ key: String, of value: Value, at path: ValuePath) throws(ManifestError) -> String {
    guard case .object(let object) = value else {
      throw ManifestError(path: path, message: "expected a Kubernetes object, found \(value.kind.rawValue)")
    }
    guard let text = object[key]?.string, !text.isEmpty else {
      let kind = object[key].map { $0.kind == .string ? "an empty one" : $0.kind.rawValue }
      let found = kind.map { "found \($0)" } ?? "there is none"
      throw ManifestError(path: path + key, message: "an object needs '\(key)', a string; \(found)")
    }
    return text
  }
}
