/// Says which clusters something is true of, in as few words as it takes.
enum ClusterScope {
  /// nil where it is true of all of them.
  ///
  ///     ClusterScope.words(["a"], of: ["a", "b", "c"])            // "only a"
  ///     ClusterScope.words(["a", "b", "c"], of: ["a", "b", "c", "d"])  // "3 of 4, not d"
  static func words(_ clusters: [String], of all: [String]) -> String? {
    let missing = all.filter { !clusters.contains($0) }
    if missing.isEmpty { return nil }
    if clusters.count <= min(3, missing.count) { return "only " + clusters.joined(separator: ", ") }
    let count = "\(clusters.count) of \(all.count)"
    if missing.count <= 3 { return "\(count), not \(missing.joined(separator: ", "))" }
    return "\(count): \(clusters.joined(separator: ", "))"
  }
}
