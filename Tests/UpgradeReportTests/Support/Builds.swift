import Foundation
import Kubernetes
import ValueTree
import YAML

/// The objects of a YAML text, documents separated by `---`.
func objects(_ yaml: String) throws -> ObjectSet {
  set(try YAMLReader.readAll(yaml))
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

private func set(_ documents: [Value]) -> ObjectSet {
  let values = documents.flatMap { $0["items"]?.array ?? [$0] }
  return ObjectSet(
    entries: values.compactMap { value in
      (try? Manifest(component: "", object: "", value: value).objects().first).map {
        ObjectSet.Entry(reference: $0, value: value)
      }
    }.sorted { $0.reference < $1.reference })
}
