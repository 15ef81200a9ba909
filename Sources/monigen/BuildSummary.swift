import Fleet
import Kubernetes
import ValueTree

/// What `build` prints: a line per cluster, and below it what changed.
struct BuildSummary {
  var report: BuildReport
  var isCheck: Bool
  /// What the changed files mean, and what was found in them: lines that end the text.
  var changes: [String] = []

  /// How many changes of one cluster are listed before the rest is only counted.
  private static let shownChanges = 20

  var text: String {
    var lines = report.clusters.flatMap(lines)
    lines += report.orphans.map { "\($0): a tree without a cluster" }
    lines += report.failed.map { "\($0): failed" }
    if isCheck && !report.hasChanges && report.failed.isEmpty { lines.append("up to date") }
    lines += changes
    return lines.joined(separator: "\n")
  }

  private func lines(of cluster: BuildReport.ClusterResult) -> [String] {
    let total = "\(cluster.files) files"
    guard !cluster.changes.isEmpty else { return ["\(cluster.folder): \(total), unchanged"] }
    let verb = isCheck ? "would be " : ""
    let counts = [(BuildReport.Change.Kind.added, "added"), (.changed, "changed"), (.removed, "removed")]
      .compactMap { kind, word in
        let count = cluster.changes.count { $0.kind == kind }
        return count == 0 ? nil : "\(count) \(verb)\(word)"
      }
    let summary = counts.isEmpty ? "only the record of inputs \(verb)changed" : counts.joined(separator: ", ")
    let isNew = cluster.changes.allSatisfy { $0.kind == .added || $0.kind == .record } && !isCheck
    guard !isNew else { return ["\(cluster.folder): \(total), \(summary)"] }
    let shown = isCheck ? cluster.changes[...] : cluster.changes.prefix(Self.shownChanges)
    let rest = cluster.changes.count - shown.count
    let more = rest > 0 ? ["  … and \(rest) more"] : []
    return ["\(cluster.folder): \(total), \(summary)"] + shown.map { line(of: $0, in: cluster) } + more
  }

  private func line(of change: BuildReport.Change, in cluster: BuildReport.ClusterResult) -> String {
    let sign = switch change.kind {
      case .added: "+"
      case .changed: "~"
      case .removed: "-"
      case .record: "~"
    }
    let objects =
      change.objects.count > 3
      ? "\(change.objects.count) objects" : change.objects.map(\.description).joined(separator: ", ")
    return "  \(sign) \(cluster.folder)/\(change.path)" + (objects.isEmpty ? "" : "  \(objects)")
  }

  var json: Value {
    [
      "schema": 1,
      "clusters": .array(
        report.clusters.map { cluster in
          [
            "name": .string(cluster.name), "folder": .string(cluster.folder), "files": .number(Number(cluster.files)),
            "changes": .array(
              cluster.changes.map { ["kind": .string($0.kind.rawValue), "path": .string($0.path)] }),
          ]
        }),
      "orphans": .array(report.orphans.map { .string($0) }),
      "failed": .array(report.failed.map { .string($0) }),
    ]
  }
}
