import ValueTree

/// What makes two manifests the same object for the API server: group, kind, namespace and name.
///
/// The version is no part of it, as `policy/v1beta1` and `policy/v1` are two spellings of one object; nor is the
/// namespace of a cluster-scoped kind, which releases of kube-prometheus write or leave out.
public struct ObjectIdentity: Sendable, Hashable {
  /// The API group, empty for the core group.
  public var group: String
  /// The type of the object, as `Deployment`.
  public var kind: String
  /// nil for a cluster-scoped kind, and where the manifest names none.
  public var namespace: String?
  /// `metadata.name`.
  public var name: String

  /// The identity of an object; `scope` says whether the namespace counts.
  public init(of reference: ObjectReference, scope: ClusterScope = ClusterScope()) {
    group = reference.group
    kind = reference.kind
    namespace = scope.contains(group: group, kind: kind) ? nil : reference.namespace
    name = reference.name
  }
}

extension ObjectReference {
  /// The API group of `apiVersion`, empty for the core group: `apps` of `apps/v1`.
  public var group: String { Self.group(of: apiVersion) }

  /// The API version without its group: `v1` of `apps/v1`.
  public var version: String {
    apiVersion.firstIndex(of: "/").map { String(apiVersion[apiVersion.index(after: $0)...]) } ?? apiVersion
  }

  /// The group of an `apiVersion`, empty for the core group.
  public static func group(of apiVersion: String) -> String {
    apiVersion.firstIndex(of: "/").map { String(apiVersion[..<$0]) } ?? ""
  }
}
