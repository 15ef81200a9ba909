import Checks
import ValueTree

/// The report of a check for programs.
extension JSONRenderer {
  /// The text, indented by two spaces and ended.
  public func render(_ report: CheckReport) -> String {
    let value: Value = [
      "schema": .number(Number(Self.schema)), "clusters": .array(report.clusters.map(cluster)),
      "suppressed": .number(Number(report.suppressed)),
    ]
    return JSONWriter(indent: 2).write(value) + "\n"
  }

  private func cluster(_ cluster: CheckReport.Cluster) -> Value {
    var object: Object = ["name": .string(cluster.name), "findings": .array(cluster.findings.map { finding($0) })]
    if let missing = cluster.missingMetrics { object["missingMetrics"] = .array(missing.map(metric)) }
    return .object(object)
  }

  private func metric(_ metric: MissingMetric) -> Value {
    [
      "component": .string(metric.component), "metric": .string(metric.name),
      "neededBy": .array(
        metric.users.map { user in
          ["kind": .string(user.kind.rawValue), "name": .string(user.name), "object": user.object.json]
        }),
      "instead": (metric.instead?.name).json,
    ]
  }
}
