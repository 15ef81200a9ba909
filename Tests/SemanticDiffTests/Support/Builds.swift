import Foundation
import Kubernetes
import ValueTree
import YAML

/// Real objects: the project's own committed trees, and releases of kube-prometheus where somebody has them at hand
/// (MONIGEN_MANIFESTS=DIR names a folder with one folder of manifests per release; they are not part of this project).
enum Builds {
  static let upstreamFolder = ProcessInfo.processInfo.environment["MONIGEN_MANIFESTS"].map { URL(filePath: $0) }
  static let comment = "MONIGEN_MANIFESTS=DIR names upstream's manifests"

  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The bundled clusters' trees, one after another.
  static func generated() throws -> [ObjectSet] {
    let folder = project.appending(path: "generated")
    let clusters = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try clusters.map { try read(folder.appending(path: $0)) }
  }

  /// The two releases of upstream.
  static func upstream() throws -> [ObjectSet] {
    guard let upstreamFolder else { return [] }
    return try ["v0.13.0", "v0.17.0"].map { try read(upstreamFolder.appending(path: $0)) }
  }

  private static func read(_ folder: URL) throws -> ObjectSet {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    let documents = try files.sorted().flatMap { file in
      try YAMLReader.readAll([UInt8](try Data(contentsOf: folder.appending(path: file))), file: file)
    }
    return ObjectSet.collect(documents.map { ($0, nil) }).set
  }
}
