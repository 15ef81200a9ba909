/// A report in a line for each group of clusters that have the same to tell, as a build ends with.
///
///     changes in all 4 clusters: alerts 8 added, 1 changed; images 21 changed; objects 120 changed
public struct BriefSummary: Sendable {
  /// The sections that are counted.
  private static let sections: [ReportSection] = [.alerts, .records, .images, .objects]

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
    let clusters = report.clusters.compactMap { cluster in words(of: cluster).map { (name: cluster.name, words: $0) } }
    return ClusterLines(of: total).lines("changes", clusters)
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
}
