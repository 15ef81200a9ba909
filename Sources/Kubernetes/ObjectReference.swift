import ValueTree

/// Which object a manifest describes: what two builds have in common when they speak of the same thing.
///
///     try ObjectReference(manifest).description  // "Prometheus monitoring/k8s"
public struct ObjectReference: Sendable, Hashable, CustomStringConvertible {
  /// Group and version, as `apps/v1`; the core group has the version alone (`v1`).
  public var apiVersion: String
  /// The type of the object, as `Deployment`.
  public var kind: String
  /// nil where the manifest names none: a cluster-scoped object, or one whose namespace the applier chooses.
  public var namespace: String?
  /// `metadata.name`.
  public var name: String

  /// A reference by its four parts, none of them checked.
  public init(apiVersion: String, kind: String, namespace: String?, name: String) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }

  /// Kind and name, with the namespace where there is one: `Prometheus monitoring/k8s`.
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
  /// From the manifest's root; the root itself where the whole value is wrong, or its file's name.
  public var path: ValuePath
  /// One sentence without a final full stop, which does not name the manifest.
  public var message: String
}
