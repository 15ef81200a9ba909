extension Structure {
  /// What every object has.
  static let objectFields: [Structure: [String: FieldType]] = [
    .object: ["metadata": .structure(.metadata), "status": .noise],
    .metadata: [
      "managedFields": .noise, "resourceVersion": .noise, "uid": .noise, "generation": .noise, "selfLink": .noise,
      "creationTimestamp": .noise,
      "annotations": .structure(.annotations), "finalizers": .set, "ownerReferences": .list(.keyed("uid"), .unknown),
    ],
    // What kubectl and the controllers note down for themselves.
    .annotations: [
      "kubectl.kubernetes.io/last-applied-configuration": .noise, "deployment.kubernetes.io/revision": .noise,
    ],
    .podTemplate: ["metadata": .structure(.metadata), "spec": .structure(.podSpec)],
    .claimTemplate: ["metadata": .structure(.metadata), "spec": .structure(.claimSpec), "status": .noise],
  ]
}
