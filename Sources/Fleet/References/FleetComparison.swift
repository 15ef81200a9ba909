import Diagnostics

/// Two sides of a diff, cluster by cluster.
public struct FleetComparison: Sendable {
  /// One cluster that both sides have.
  public struct Pair: Sendable {
    /// What to call the cluster.
    public var name: String
    /// The cluster as the first side has it.
    public var from: ReferencedCluster
    /// The cluster as the second side has it.
    public var to: ReferencedCluster

    /// Both sides' objects, read at the same time.
    ///
    /// - Throws: a `DiagnosticList` or a `Diagnostic` where one of them cannot be read.
    public func objects() async throws -> (from: ClusterObjects, to: ClusterObjects) {
      async let old = from.objects()
      async let new = to.objects()
      return try await (old, new)
    }
  }

  /// What to call the first side.
  public var from: String
  /// What to call the second side.
  public var to: String
  /// The clusters that both sides have, in the order of names.
  public var pairs: [Pair] = []
  /// Clusters that only the second side has, in the order of names.
  public var added: [String] = []
  /// Clusters that only the first side has, in the order of names.
  public var removed: [String] = []
  /// Warnings and notes about the sides, for a person to see besides the result.
  public var diagnostics: [Diagnostic] = []

  /// Matches the clusters of two sides by name. A folder of manifests has no cluster's name: it matches the only
  /// cluster of the other side, or the one with the folder's name.
  ///
  /// - Throws: a `Diagnostic` where it is not known which cluster such a folder is to be compared with.
  init(_ from: ReferencedSide, _ to: ReferencedSide) throws(Diagnostic) {
    self.from = from.title
    self.to = to.title
    diagnostics = from.diagnostics + to.diagnostics
    if let pair = try Self.unnamedPair(from, to) {
      pairs = [pair]
      return
    }
    let old = Dictionary(from.clusters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(to.clusters.map(\.name))
    for cluster in to.clusters {
      if let match = old[cluster.name] {
        pairs.append(Pair(name: cluster.name, from: match, to: cluster))
      } else {
        added.append(cluster.name)
      }
    }
    removed = from.clusters.map(\.name).filter { !names.contains($0) }
  }

  /// What two unlike folders of manifests are called together.
  private static let manifests = "manifests"

  private static func unnamedPair(_ from: ReferencedSide, _ to: ReferencedSide) throws(Diagnostic) -> Pair? {
    if from.isUnnamed, to.isUnnamed, let old = from.clusters.first, let new = to.clusters.first {
      return Pair(name: old.name == new.name ? new.name : manifests, from: old, to: new)
    }
    if from.isUnnamed, let folder = from.clusters.first {
      let match = try only(to, folder)
      return Pair(name: match.name, from: folder, to: match)
    }
    if to.isUnnamed, let folder = to.clusters.first {
      let match = try only(from, folder)
      return Pair(name: match.name, from: match, to: folder)
    }
    return nil
  }

  private static func only(
    _ side: ReferencedSide, _ folder: ReferencedCluster
  ) throws(Diagnostic) -> ReferencedCluster {
    if let same = side.clusters.first(where: { $0.name == folder.name }) { return same }
    guard let first = side.clusters.first, side.clusters.count == 1 else {
      throw ReferenceProblem.severalClusters(
        folder: folder.name, clusters: side.clusters.map(\.name), side: side.title).diagnostic
    }
    return first
  }
}
