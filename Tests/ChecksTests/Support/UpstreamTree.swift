import Foundation
import Kubernetes
import YAML

/// The manifests that releases of kube-prometheus were published with.
enum UpstreamTree {
  /// The folder with one folder for each release; nil where the environment names none.
  static let folder = ProcessInfo.processInfo.environment["MONIGEN_UPSTREAM"].map { URL(filePath: $0) }

  /// Every release that the tests know.
  static let releases = (13...18).map { "v0.\($0).0" }

  /// The objects of a release's `manifests/`.
  static func objects(_ release: String) throws -> ObjectSet {
    guard let folder else { return ObjectSet(entries: []) }
    return try objects(in: folder.appending(path: "\(release)/manifests"))
  }

  /// The objects of a folder of manifests.
  static func objects(in folder: URL) throws -> ObjectSet {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    return ObjectSet.collect(
      try files.flatMap { file in
        try YAMLReader.readAll(Array(Data(contentsOf: folder.appending(path: file))), file: file).map { ($0, nil) }
      }
    ).set
  }
}
