/// The parts of a report, in the order in which they are shown; the names are what `--only` takes.
public enum ReportSection: String, Sendable, Hashable, CaseIterable {
  case findings, alerts, records, images, crds, rbac, scrape, dashboards, objects

  /// What the part is called above its items.
  public var title: String {
    switch self {
    case .findings: "findings"
    case .alerts: "alerts"
    case .records: "recording rules"
    case .images: "images"
    case .crds: "CRDs"
    case .rbac: "access"
    case .scrape: "scrape"
    case .dashboards: "dashboards"
    case .objects: "objects"
    }
  }
}
