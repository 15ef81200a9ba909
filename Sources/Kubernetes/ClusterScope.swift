import ValueTree

/// Which kinds live outside namespaces.
///
///     ClusterScope().contains(group: "rbac.authorization.k8s.io", kind: "ClusterRole")  // true
public struct ClusterScope: Sendable {
  private var custom: Set<GroupKind> = []

  /// Kubernetes' own cluster-scoped kinds, and those that custom resource definitions among `definitions` declare
  /// (`spec.scope: Cluster`); other values are passed over.
  public init(definitions: [Value] = []) {
    for definition in definitions where definition["kind"] == "CustomResourceDefinition" {
      guard let spec = definition["spec"], spec["scope"] == "Cluster", let group = spec["group"]?.string,
        let kind = spec["names"]?["kind"]?.string
      else { continue }
      custom.insert(GroupKind(group: group, kind: kind))
    }
  }

  /// Whether objects of this kind have no namespace.
  public func contains(group: String, kind: String) -> Bool {
    let key = GroupKind(group: group, kind: kind)
    return Self.native.contains(key) || custom.contains(key)
  }

  private struct GroupKind: Hashable, Sendable {
    var group: String
    var kind: String
  }

  /// What `kubectl api-resources --namespaced=false` lists of Kubernetes' own groups.
  private static let native = Set(
    [
      "": ["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
      "admissionregistration.k8s.io": [
        "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration",
      ],
      "apiextensions.k8s.io": ["CustomResourceDefinition"],
      "apiregistration.k8s.io": ["APIService"],
      "authentication.k8s.io": ["SelfSubjectReview", "TokenReview"],
      "authorization.k8s.io": ["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
      "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
      "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
      "internal.apiserver.k8s.io": ["StorageVersion"],
      "networking.k8s.io": ["IPAddress", "IngressClass", "ServiceCIDR"],
      "node.k8s.io": ["RuntimeClass"],
      "policy": ["PodSecurityPolicy"],
      "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
      "resource.k8s.io": ["DeviceClass", "DeviceTaintRule", "ResourceSlice"],
      "scheduling.k8s.io": ["PriorityClass"],
      "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
      "storagemigration.k8s.io": ["StorageVersionMigration"],
    ].flatMap { group, kinds in kinds.map { GroupKind(group: group, kind: $0) } })
}
