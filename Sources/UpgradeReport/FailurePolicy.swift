import Checks

/// What of a report makes a diff or a check fail: `--fail-on`.
public enum FailurePolicy: String, Sendable, Hashable, CaseIterable {
  /// Any difference but cosmetic ones, any finding.
  case any
  /// A warning, or what is graver.
  case warning
  /// A finding that says that something breaks.
  case breaking
  /// Nothing.
  case never

  /// Whether the report, with what was suppressed gone, fails by this policy.
  public func fails(_ report: UpgradeReport) -> Bool {
    switch self {
    case .any: report.hasDifferences
    case .warning: report.hasFinding(atLeast: .warning)
    case .breaking: report.hasFinding(atLeast: .breaking)
    case .never: false
    }
  }

  /// Whether a check fails by this policy, with what was suppressed gone.
  public func fails(_ report: CheckReport) -> Bool {
    guard let gravity else { return false }
    return report.clusters.contains { $0.findings.contains { $0.severity <= gravity } }
  }

  /// The least weight that fails; nil where nothing does.
  private var gravity: Finding.Severity? {
    switch self {
    case .any: .info
    case .warning: .warning
    case .breaking: .breaking
    case .never: nil
    }
  }
}

extension UpgradeReport {
  /// Whether there is anything but cosmetic changes to tell.
  public var hasDifferences: Bool {
    !addedClusters.isEmpty || !removedClusters.isEmpty || clusters.contains { !$0.findings.isEmpty || $0.hasChanges }
  }

  fileprivate func hasFinding(atLeast severity: Finding.Severity) -> Bool {
    clusters.contains { $0.findings.contains { $0.severity <= severity } }
  }
}

extension ClusterReport {
  /// Whether an object came, went or changed by more than how it is written.
  fileprivate var hasChanges: Bool {
    !objects.added.isEmpty || !objects.removed.isEmpty || objects.changed.contains { !$0.isCosmetic }
  }
}
