import Checks
import Diagnostics
import Kubernetes

/// What differs between two builds of a fleet: what the renderers show and what the exit code follows.
public struct UpgradeReport: Sendable {
  /// The two sides as the user named them: `v0.13`, `previous`, `git:main`, a folder.
  public var from: String
  /// The side that is compared with `from`.
  public var to: String
  /// In the order of names; clusters without a difference are among them.
  public var clusters: [ClusterReport]
  /// Clusters that only one of the sides has, in the order of names.
  public var addedClusters: [String]
  /// As `addedClusters`, for those that are gone.
  public var removedClusters: [String]
  /// How many changes and findings the settings suppressed.
  public var suppressed: Int
  /// What there is to say about the comparison itself, as suppressions that did nothing or expired.
  public var diagnostics: [Diagnostic]

  /// A report on nothing.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
    clusters = []
    addedClusters = []
    removedClusters = []
    suppressed = 0
    diagnostics = []
  }
}

/// What differs for one cluster. Every list is sorted and deterministic.
public struct ClusterReport: Sendable {
  /// The cluster's name.
  public var name: String
  /// Every object and every change: what the views below summarise.
  public var objects = ObjectChanges()
  /// Alerts by (group, name, labels).
  public var alerts = RuleChanges()
  /// Recording rules, likewise.
  public var records = RuleChanges()
  /// Container images, also those that custom resources and flags name.
  public var images: [ImageChange] = []
  /// Endpoints of monitors.
  public var scrape: [ScrapeChange] = []
  /// Custom resource definitions, summarised.
  public var definitions: [DefinitionChange] = []
  /// Permissions gained and lost.
  public var access: [AccessChange] = []
  /// Dashboards and their panels.
  public var dashboards: [DashboardChange] = []
  /// What the step brings, gravest first: the apply forecast, and what checks find in the new build alone.
  public var findings: [Finding] = []
  /// What checks find in the old build alone.
  public var fixed: [Finding] = []
  /// What checks find in both builds, as the new one has it.
  public var stillThere: [Finding] = []

  /// A report without a difference.
  public init(name: String) { self.name = name }
}
