import Checks
import Diagnostics

/// What checks found in the builds of a fleet, each looked at by itself.
public struct CheckReport: Sendable {
  /// One cluster, or one folder of manifests.
  public struct Cluster: Sendable {
    /// What it is called.
    public var name: String
    /// Gravest first.
    public var findings: [Finding]
    /// What a list of metrics lacks, by component and name; nil where none was given.
    public var missingMetrics: [MissingMetric]?

    /// A cluster and what was found.
    public init(name: String, findings: [Finding]) {
      self.name = name
      self.findings = findings
    }
  }

  /// In the order in which they were asked for; those without a finding are among them.
  public var clusters: [Cluster]
  /// How many findings the settings suppressed.
  public var suppressed = 0
  /// What there is to say about the check itself, as suppressions that are over.
  public var diagnostics: [Diagnostic] = []

  /// A report on these clusters, nothing of it suppressed.
  public init(clusters: [Cluster]) { self.clusters = clusters }
}
