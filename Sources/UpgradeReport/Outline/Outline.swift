/// A report as its readers get it, whatever the format: sections of items, each told once for all clusters it is true
/// of.
struct Outline: Sendable {
  /// One part of the report, with at least one item.
  struct Section: Sendable {
    var kind: ReportSection
    var items: [OutlineItem]

    /// How many items have each mark, cosmetic ones last.
    var counts: [(mark: OutlineItem.Mark, count: Int)] {
      OutlineItem.Mark.allCases.compactMap { mark in
        let count = items.count { $0.mark == mark }
        return count == 0 ? nil : (mark, count)
      }
    }
  }

  /// All compared clusters, in the order of names.
  var clusters: [String]
  /// In the order of `ReportSection`.
  var sections: [Section]

  /// The outline of a report.
  ///
  /// - Parameter valueLines: how many lines of one value are told before the rest is only counted; nil: all.
  init(_ report: UpgradeReport, valueLines: Int?) {
    clusters = report.clusters.map(\.name)
    let text = ChangeText(valueLines: valueLines)
    sections = ReportSection.allCases.compactMap { kind in
      let perCluster = report.clusters.map { (name: $0.name, items: Self.items(kind, $0, text)) }
      let items = FleetMerge.merge(perCluster)
      return items.isEmpty ? nil : Section(kind: kind, items: items)
    }
  }

  private static func items(_ kind: ReportSection, _ cluster: ClusterReport, _ text: ChangeText) -> [OutlineItem] {
    switch kind {
    case .findings:
      items(findings: cluster.findings) + items(findings: cluster.fixed, as: .fixed)
        + items(findings: cluster.stillThere, as: .stillThere)
    case .alerts: items(rules: cluster.alerts, text)
    case .records: items(rules: cluster.records, text)
    case .images: items(images: cluster.images)
    case .crds: items(view: cluster.definitions, byThing: true)
    case .rbac: items(view: cluster.access)
    case .scrape: items(view: cluster.scrape)
    case .dashboards: items(view: cluster.dashboards, byThing: true)
    case .objects: items(objects: cluster.objects, text)
    }
  }
}
