import ValueTree

/// Which object a manifest describes: what two builds have in common when they speak of the same thing.
///
///     try ObjectReference(manifest).description  // "Prometheus monitoring/k8s"
public struct ObjectReference: Sendable, Hashable, CustomStringConvertible {
  public var apiVersion: String
  public var kind: String
  /// nil where the manifest names none: a cluster-scoped object, or one whose namespace the applier chooses.
  public var namespace: String?
  public var name: String

  public init(apiVersion: String, kind: String, namespace: String?, name: String) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }

  public var description: String {
    kind + " " + (namespace.map { $0 + "/" } ?? "") + name
  }
}

extension ObjectReference: Comparable {
  /// A total order: kind, namespace, name, apiVersion.
  public static func < (a: ObjectReference, b: ObjectReference) -> Bool {
    (a.kind, a.namespace ?? "", a.name, a.apiVersion) < (b.kind, b.namespace ?? "", b.name, b.apiVersion)
  }
}

/// Why a value is no Kubernetes object. `path` leads from the manifest's root to what is missing or wrong.
public struct ManifestError: Error, Sendable, Hashable {
  public var path: ValuePath
  public var message: String
}
