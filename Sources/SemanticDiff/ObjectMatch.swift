import Kubernetes

/// Which objects two builds have in common.
///
/// An object is the same by group, kind, namespace and name (`ObjectIdentity`). The namespace does not count for
/// cluster-scoped kinds, those among them that definitions in either build declare.
public struct ObjectMatch: Sendable {
  /// Objects that only the new build has, sorted.
  public private(set) var added: [ObjectSet.Entry] = []
  /// Objects that only the old build has, sorted.
  public private(set) var removed: [ObjectSet.Entry] = []
  /// Objects that both builds have, sorted by the new one's reference.
  public private(set) var common: [(from: ObjectSet.Entry, to: ObjectSet.Entry)] = []

  /// The match of two builds.
  public init(from: ObjectSet, to: ObjectSet) {
    let scope = ClusterScope(definitions: (from.entries + to.entries).map(\.value))
    var places: [ObjectIdentity: [Int]] = [:]
    for (place, entry) in from.entries.enumerated().reversed() {
      places[ObjectIdentity(of: entry.reference, scope: scope), default: []].append(place)
    }
    var isCommon = [Bool](repeating: false, count: from.entries.count)
    for entry in to.entries {
      guard let place = places[ObjectIdentity(of: entry.reference, scope: scope)]?.popLast() else {
        added.append(entry)
        continue
      }
      isCommon[place] = true
      common.append((from.entries[place], entry))
    }
    removed = from.entries.indices.filter { !isCommon[$0] }.map { from.entries[$0] }
  }
}
