import ValueTree

/// A CustomResourceDefinition, read leniently.
public struct DefinitionView: Sendable {
  /// One version of the resource.
  public struct Version: Sendable {
    /// As `v1`.
    public var name: String
    /// Whether the API server offers it.
    public var isServed: Bool
    /// Whether objects are stored in it.
    public var isStored: Bool
    /// Its OpenAPI v3 schema; nil where it has none.
    public var schema: Object?
  }

  /// The API group of the resource, as `monitoring.coreos.com`.
  public var group: String
  /// The kind of the resource, as `ServiceMonitor`.
  public var kind: String
  /// `Namespaced` or `Cluster`; empty where it says neither.
  public var scope: String
  /// In the order of the definition; versions without a name are left out.
  public var versions: [Version]

  /// The view of an object; nil for one of another kind.
  public init?(_ object: Value) {
    guard object["kind"] == "CustomResourceDefinition",
      object.apiGroup == "apiextensions.k8s.io", let spec = object["spec"]?.object
    else { return nil }
    group = spec["group"]?.string ?? ""
    kind = spec["names"]?["kind"]?.string ?? ""
    scope = spec["scope"]?.string ?? ""
    versions = (spec["versions"]?.array ?? []).compactMap { version in
      guard let name = version["name"]?.scalarText, !name.isEmpty else { return nil }
      return Version(
        name: name, isServed: version["served"]?.bool ?? false, isStored: version["storage"]?.bool ?? false,
        schema: version["schema"]?["openAPIV3Schema"]?.object)
    }
  }
}
