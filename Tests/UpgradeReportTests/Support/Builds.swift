import Foundation
import Kubernetes
import SemanticDiff
import Testing
import ValueTree
import YAML

@testable import UpgradeReport

/// The objects of a YAML text, documents separated by `---`.
func objects(_ yaml: String) throws -> ObjectSet {
  set(try YAMLReader.readAll(yaml))
}

/// The objects of two YAML texts, matched.
func pairs(_ from: String, _ to: String) throws -> [ObjectPair] {
  ObjectPair.all(in: ObjectMatch(from: try objects(from), to: try objects(to)))
}

/// A PrometheusRule `monitoring/rules` with these groups, written as YAML below `groups:`.
func rules(_ groups: String, name: String = "rules") throws -> ObjectSet {
  rules(try YAMLReader.read(groups), name: name)
}

/// As above, with the value of `groups`.
func rules(_ groups: Value, name: String = "rules") -> ObjectSet {
  set([
    [
      "apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule",
      "metadata": ["name": .string(name), "namespace": "monitoring"], "spec": ["groups": groups],
    ]
  ])
}

/// Real releases of kube-prometheus, where somebody has them at hand: MONIGEN_MANIFESTS=DIR names a folder with one
/// folder of manifests per release. They are not part of this project.
enum RealReleases {
  static let folder = ProcessInfo.processInfo.environment["MONIGEN_MANIFESTS"].map { URL(filePath: $0) }
  static let comment = "MONIGEN_MANIFESTS=DIR names upstream's manifests"

  static func objects(_ release: String) throws -> ObjectSet {
    guard let folder = folder?.appending(path: release) else { return ObjectSet(entries: []) }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    return set(
      try files.sorted().flatMap { file in
        try YAMLReader.readAll([UInt8](try Data(contentsOf: folder.appending(path: file))), file: file)
      })
  }
}

extension RealReleases {
  /// The report on two releases. That of the great step is made once for all tests: it takes seconds in a debug build.
  static func report(from: String, to: String) throws -> ClusterReport {
    (from, to) == greatStep ? try greatReport.get() : try made(from: from, to: to)
  }

  private static let greatStep = ("v0.13.0", "v0.17.0")
  private static let greatReport = Result { try made(from: greatStep.0, to: greatStep.1) }

  private static func made(from: String, to: String) throws -> ClusterReport {
    var builder = ReportBuilder(from: from, to: to)
    builder.add(cluster: "real", from: try objects(from), to: try objects(to))
    return try #require(builder.report().clusters.first)
  }
}

private func set(_ documents: [Value]) -> ObjectSet {
  ObjectSet.collect(documents.map { ($0, nil) }).set
}
