import Kubernetes

/// What a build made of one cluster, for whoever looks at what it means.
public struct BuiltCluster: Sendable {
  /// The objects of the files that change.
  public struct Changed: Sendable {
    /// As they are on disk.
    public var from: ObjectSet
    /// As they will be.
    public var to: ObjectSet
  }

  /// The cluster's name.
  public var name: String
  /// All of its objects.
  public var objects: ClusterObjects
  /// What changes in its tree; nil for one that is new, or that cannot be read.
  public var changed: Changed?

  /// All objects as they are on disk; nil where `changed` is.
  public var before: ObjectSet? {
    guard let changed else { return nil }
    let renewed = Set(changed.to.entries.map(\.reference))
    let kept = objects.objects.entries.filter { !renewed.contains($0.reference) }
    return ObjectSet(entries: (kept + changed.from.entries).sorted { $0.reference < $1.reference })
  }
}
