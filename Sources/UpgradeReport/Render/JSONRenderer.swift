import Checks
import Kubernetes
import SemanticDiff
import ValueTree

/// The report for programs: JSON of schema 1, in which members are added freely and never change their meaning.
public struct JSONRenderer: Sendable {
  /// The version of the schema.
  public static let schema = 1

  /// The only form that there is.
  public init() {}

  /// The text, indented by two spaces and ended.
  public func render(_ report: UpgradeReport) -> String {
    JSONWriter(indent: 2).write(value(report)) + "\n"
  }

  /// The report as a value.
  public func value(_ report: UpgradeReport) -> Value {
    [
      "schema": .number(Number(Self.schema)), "from": .string(report.from), "to": .string(report.to),
      "clusters": .array(report.clusters.map(cluster)),
      "addedClusters": .strings(report.addedClusters), "removedClusters": .strings(report.removedClusters),
      "suppressed": .number(Number(report.suppressed)),
    ]
  }

  private func cluster(_ cluster: ClusterReport) -> Value {
    [
      "name": .string(cluster.name), "objects": objects(cluster.objects),
      "alerts": rules(cluster.alerts), "records": rules(cluster.records),
      "images": .array(cluster.images.map(image)),
      "scrape": .array(cluster.scrape.map(view)), "crds": .array(cluster.definitions.map(view)),
      "rbac": .array(cluster.access.map(view)), "dashboards": .array(cluster.dashboards.map(view)),
      "findings": .array(cluster.findings.map { finding($0, state: "introduced") }),
      "fixed": .array(cluster.fixed.map { finding($0, state: "fixed") }),
      "stillThere": .array(cluster.stillThere.map { finding($0, state: "still there") }),
    ]
  }

  private func objects(_ changes: ObjectChanges) -> Value {
    [
      "added": .array(changes.added.map(\.json)), "removed": .array(changes.removed.map(\.json)),
      "changed": .array(
        changes.changed.map { ["object": $0.object.json, "changes": .array($0.changes.map(change))] }),
    ]
  }

  private func change(_ change: Change) -> Value {
    var object: Object = ["path": .string(change.path.description), "kind": .string(change.kind.rawValue)]
    object["from"] = change.from
    object["to"] = change.to
    return .object(object)
  }

  private func image(_ image: ImageChange) -> Value {
    [
      "object": image.object.json, "container": .string(image.container), "repository": .string(image.repository),
      "from": image.from.json, "to": image.to.json, "bump": .string(image.bump.rawValue),
    ]
  }

  private func view(_ view: ViewChange) -> Value {
    [
      "object": view.object.json, "kind": .string(view.kind.rawValue), "what": .string(view.what),
      "details": .strings(view.details),
    ]
  }

  /// - Parameter state: what the step has to do with it; nil where there is no step.
  func finding(_ finding: Finding, state: String? = nil) -> Value {
    var object: Object = [
      "severity": .string(finding.severity.rawValue), "code": .string(finding.code),
      "object": finding.object?.json ?? .null, "path": finding.path.json, "message": .string(finding.message),
      "sources": .strings(finding.sources.map(\.description)),
      "notes": .array(
        finding.notes.map { ["message": .string($0.message), "location": ($0.location?.description).json] }),
      "hint": finding.hint.json, "command": finding.command.json,
    ]
    if let state { object["state"] = .string(state) }
    return .object(object)
  }
}

extension ObjectReference {
  /// `{ apiVersion, kind, namespace, name }`, the namespace `null` where there is none.
  var json: Value {
    [
      "apiVersion": .string(apiVersion), "kind": .string(kind), "namespace": namespace.json, "name": .string(name),
    ]
  }
}

extension String? {
  /// The string, or `null`.
  var json: Value { map { .string($0) } ?? .null }
}

extension Value {
  /// A list of strings.
  static func strings(_ texts: [String]) -> Value { .array(texts.map { .string($0) }) }
}
