import Diagnostics

/// The clusters of a diff that the command line picks, also where they are only trees: those have names, and the labels
/// of today's cluster files.
struct ReferencedSelection {
  /// Names and globs alone: labels are names by now.
  private var selectors: [ClusterSelector] = []
  private let names: [String]

  /// Reads the cluster files where a label is asked for, or where names have to be told apart.
  init(_ pipeline: BuildPipeline) async throws {
    let given = pipeline.options.selection.map(ClusterSelector.init)
    guard !given.isEmpty else {
      names = []
      return
    }
    names = (try? ClusterFolder.scan(pipeline.settings.clusters, of: pipeline.project).map(\.name)) ?? []
    for selector in given {
      guard selector.needsLabels else {
        selectors.append(selector)
        continue
      }
      selectors += try await pipeline.clusterNames([selector]).map(ClusterSelector.name)
    }
  }

  /// The selected clusters of trees. A folder of manifests that nobody named is always meant.
  func filtering(_ side: ReferencedSide) -> ReferencedSide {
    guard !selectors.isEmpty, !side.isUnnamed else { return side }
    var side = side
    side.clusters.removeAll { cluster in !selectors.contains { $0.matches(name: cluster.name, labels: [:]) } }
    return side
  }

  /// What to evaluate: everything where empty, nothing where nil. A cluster that only trees have, as one that is gone,
  /// is no reason to stop.
  ///
  /// - Parameter known: the clusters that the trees of the other side have.
  func forEvaluation(known: [String]) -> [String]? {
    let wanted = selectors.filter { selector in
      names.contains { selector.matches(name: $0, labels: [:]) }
        || !known.contains { selector.matches(name: $0, labels: [:]) }
    }
    return wanted.isEmpty && !selectors.isEmpty ? nil : wanted.map(\.description)
  }

  /// - Throws: a `DiagnosticList` with every selector that picks no cluster of either side.
  func check(_ sides: [ReferencedSide]) throws {
    guard !sides.contains(where: \.isUnnamed) else { return }
    let found = Set(sides.flatMap(\.clusters).map(\.name))
    let misses = selectors.filter { selector in !found.contains { selector.matches(name: $0, labels: [:]) } }
    guard misses.isEmpty else {
      let known = Dictionary(uniqueKeysWithValues: found.union(names).map { ($0, [String: String]()) })
      throw DiagnosticList(misses.map { $0.miss(among: known) })
    }
  }
}
