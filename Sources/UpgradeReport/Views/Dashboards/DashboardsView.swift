import Kubernetes
import SemanticDiff

/// Grafana dashboards that look or behave differently.
enum DashboardsView {
  /// In the order of ConfigMaps and their keys; what only Grafana's migrations rewrote is left out.
  static func changes(_ objects: [ObjectPair]) -> [DashboardChange] {
    objects.filter { ($0.to ?? $0.from)?.reference.kind == "ConfigMap" && $0.from?.value != $0.to?.value }
      .flatMap { pair in
        DashboardComparison.all(from: pair.from?.value, to: pair.to?.value).filter { !$0.isCosmetic }.map {
          DashboardChange(object: pair.reference, kind: kind($0.presence), what: $0.title, details: details($0))
        }
      }
  }

  private static func kind(_ presence: DashboardComparison.Presence) -> DashboardChange.Kind {
    switch presence {
    case .added: .added
    case .removed: .removed
    case .common: .changed
    }
  }

  /// A dashboard that is new or gone is told by its number of panels.
  private static func details(_ dashboard: DashboardComparison) -> [String] {
    guard dashboard.presence != .common else { return dashboard.details }
    let count = dashboard.added.count + dashboard.removed.count
    return [count == 1 ? "1 panel" : "\(count) panels"]
  }
}
