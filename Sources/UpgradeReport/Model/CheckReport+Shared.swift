import Checks

extension CheckReport {
  /// A finding and the clusters that it is true of.
  public struct Shared: Sendable {
    /// What was found.
    public var finding: Finding
    /// In the report's order.
    public var clusters: [String]
    /// The clusters in words; nil where it is true of all.
    public var scope: String?
  }

  /// Each finding once, gravest first; those of one weight in the order in which the clusters have them.
  public var shared: [Shared] {
    var places: [Finding: Int] = [:]
    var shared: [Shared] = []
    for cluster in clusters {
      for finding in cluster.findings {
        if let place = places[finding] {
          if shared[place].clusters.last != cluster.name { shared[place].clusters.append(cluster.name) }
        } else {
          places[finding] = shared.count
          shared.append(Shared(finding: finding, clusters: [cluster.name]))
        }
      }
    }
    let all = clusters.map(\.name)
    for index in shared.indices { shared[index].scope = ClusterScope.words(shared[index].clusters, of: all) }
    return Finding.Severity.allCases.flatMap { severity in shared.filter { $0.finding.severity == severity } }
  }
}
