/// The findings of single builds as an outline.
extension Outline {
  /// The outline of a check: one section, or none.
  init(_ report: CheckReport) {
    clusters = report.clusters.map(\.name)
    let items = FleetMerge.merge(report.clusters.map { ($0.name, Self.items(findings: $0.findings)) })
    sections = items.isEmpty ? [] : [Section(kind: .findings, items: items)]
  }
}
