import ValueTree

/// How one Grafana dashboard differs between two builds: panel by panel, and query by query.
///
/// A panel is the same by its row, title, kind and queries, never by its `id`. What Grafana's own migrations rewrite
/// (`graph` to `timeseries`, the options of a panel under another schema) and where a panel stands is cosmetic.
/// A change of `uid` is not: links to the dashboard break.
///
///     for dashboard in DashboardComparison.all(from: oldConfigMap, to: newConfigMap) where !dashboard.isCosmetic {
///       print(dashboard.title, dashboard.details)
///     }
///     // Prometheus / Overview ["uid '' -> '9fa0d141'", "panel 'Target Sync': query A changed"]
public struct DashboardComparison: Sendable {
  /// The key of the ConfigMap that holds the dashboard, as `prometheus.json`; empty where it is not known.
  public var key: String
  /// The title on the new side; that on the old side of a dashboard that is gone.
  public var title: String
  /// What links name the dashboard by; nil where it has none, and Grafana makes one up.
  public var uid: (from: String?, to: String?)
  /// Whether the dashboard is on one side only.
  public var presence: Presence
  /// Panels that only the new side has.
  public var added: [DashboardPanel]
  /// Panels that only the old side has.
  public var removed: [DashboardPanel]
  /// Every panel that both sides have, in the order of the new side; those without a change among them.
  public var common: [DashboardPanelChange]
  /// Everything that differs, as changes whose paths begin at the dashboard.
  public var changes: [Change]

  /// On which sides there is the dashboard.
  public enum Presence: String, Sendable, Hashable {
    /// On the new side only.
    case added
    /// On the old side only.
    case removed
    /// On both.
    case common
  }

  /// Whether a user of the dashboard would notice nothing.
  public var isCosmetic: Bool { presence == .common && changes.allSatisfy { $0.kind == .cosmetic } }

  /// Compares two dashboards; anything that is no dashboard has no panels.
  public init(from: Value, to: Value, key: String = "") {
    self.key = key
    presence = .common
    title = to["title"]?.string ?? ""
    uid = (Self.uid(of: from), Self.uid(of: to))
    let old = DashboardPanel.all(in: from)
    let new = DashboardPanel.all(in: to)
    let match = DashboardPanelMatch(from: old, to: new)
    let oldSteps = DashboardPanelNames.steps(of: old)
    let newSteps = DashboardPanelNames.steps(of: new)
    let panels = ChangePath([.key("panels")])
    let isMigrated = Self.isMigrated(from, to)
    let comparison = DashboardPanelComparison(isMigrated: isMigrated)
    added = match.added.map { new[$0] }
    removed = match.removed.map { old[$0] }
    common = match.common.map { pair in
      let (before, after) = (old[pair.from], new[pair.to])
      let changes = comparison.changes(from: before, to: after, at: panels + newSteps[pair.to])
      return DashboardPanelChange(from: before, to: after, changes: changes)
    }
    changes = DashboardHead.changes(from: from, to: to, isMigrated: isMigrated)
    changes += match.removed.map { Change(path: panels + oldSteps[$0], kind: .removed, from: .object(old[$0].value)) }
    changes += match.added.map { Change(path: panels + newSteps[$0], kind: .added, to: .object(new[$0].value)) }
    changes += common.flatMap(\.changes)
  }

  /// A dashboard that is on one side only.
  init(_ presence: Presence, _ dashboard: Value, key: String) {
    self.key = key
    self.presence = presence
    title = dashboard["title"]?.string ?? ""
    let uid = Self.uid(of: dashboard)
    let panels = DashboardPanel.all(in: dashboard)
    self.uid = presence == .added ? (nil, uid) : (uid, nil)
    (added, removed) = presence == .added ? (panels, []) : ([], panels)
    (common, changes) = ([], [])
  }

  /// Up to this schema Grafana's migrations move options and data sources of every panel to other places.
  /// https://github.com/grafana/grafana/blob/main/public/app/features/dashboard/state/DashboardMigrator.ts
  private static let settledSchema = 36

  private static func isMigrated(_ from: Value, _ to: Value) -> Bool {
    let old = from["schemaVersion"]?.integer ?? 0
    let new = to["schemaVersion"]?.integer ?? 0
    return old != new && min(old, new) < settledSchema
  }

  private static func uid(of dashboard: Value) -> String? {
    dashboard["uid"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }
}
