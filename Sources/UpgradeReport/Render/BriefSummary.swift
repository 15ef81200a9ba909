/// A report in a line for each group of clusters that have the same to tell, as a build ends with.
///
///     changes in all 4 clusters: alerts 8 added, 1 changed; images 21 changed; objects 120 changed
public struct BriefSummary: Sendable {
  /// The sections that are counted.
  private static let sections: [ReportSection] = [.alerts, .records, .images, .objects]
  /// How many names of clusters a line has at most.
  private static let shownNames = 5
  /// How many groups are told before the rest is only counted.
  private static let shownGroups = 10

  private let report: UpgradeReport
  /// How many clusters there are altogether, those without a change among them.
  private let total: Int

  /// A summary of the clusters that a report is about.
  ///
  /// - Parameter total: how many clusters there are, with those that did not change and are not in the report.
  public init(_ report: UpgradeReport, of total: Int) {
    self.report = report
    self.total = total
  }

  /// The lines, without line ends; none where no object changed.
  public var lines: [String] {
    var groups: [(words: String, names: [String])] = []
    for cluster in report.clusters {
      guard let words = words(of: cluster) else { continue }
      if let index = groups.firstIndex(where: { $0.words == words }) {
        groups[index].names.append(cluster.name)
      } else {
        groups.append((words, [cluster.name]))
      }
    }
    let lines = groups.prefix(Self.shownGroups).map { "changes in \(scope($0.names)): \($0.words)".visible }
    let rest = groups.dropFirst(Self.shownGroups).reduce(0) { $0 + $1.names.count }
    return rest == 0 ? lines : lines + ["changes in \(rest) more clusters"]
  }

  private func words(of cluster: ClusterReport) -> String? {
    var single = UpgradeReport(from: report.from, to: report.to)
    single.clusters = [cluster]
    let outline = Outline(single, valueLines: 0)
    let counts = outline.sections.filter { Self.sections.contains($0.kind) }.compactMap { section in
      let words = section.countWords
      return words.isEmpty ? nil : "\(section.kind.title) \(words)"
    }
    return counts.isEmpty ? nil : counts.joined(separator: "; ")
  }

  private func scope(_ names: [String]) -> String {
    if names.count == total, total > 1 { return "all \(total) clusters" }
    let rest = names.count - Self.shownNames
    guard rest > 1 else { return names.joined(separator: ", ") }
    return names.prefix(Self.shownNames).joined(separator: ", ") + " and \(rest) more"
  }
}
