import Diagnostics
import Foundation
import Kubernetes
import Testing
import ValueTree
import YAML

/// Trees of real releases, where somebody has them at hand: MONIGEN_MANIFESTS=DIR names a folder with one for each.
enum RealTrees {
  static let folder = ProcessInfo.processInfo.environment["MONIGEN_MANIFESTS"].map { URL(filePath: $0) }
  static let comment: Comment = "MONIGEN_MANIFESTS=DIR names upstream's manifests"

  /// The older and the newer release of the tests, each read once.
  private static let old = Result { try read("v0.13.0") }
  private static let new = Result { try read("v0.17.0") }

  /// The objects of a release together with own ones, each a YAML document.
  static func objects(_ release: String, adding own: [String] = []) throws -> ObjectSet {
    let objects = release == "v0.13.0" ? try old.get() : release == "v0.17.0" ? try new.get() : try read(release)
    return try own.reduce(objects) { try $0.adding($1) }
  }

  private static func read(_ release: String) throws -> ObjectSet {
    try read(try #require(folder).appending(path: release))
  }

  /// The objects of a folder of manifests, without definitions of resources, which are long and say nothing here.
  static func read(_ folder: URL) throws -> ObjectSet {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") && !$0.hasSuffix("CustomResourceDefinition.yaml") }
    let documents = try files.sorted().flatMap { file in
      try YAMLReader.readAll([UInt8](Data(contentsOf: folder.appending(path: file))), file: file)
        .map { (value: $0, source: Diagnostics.SourceLocation(file: file)) }
    }
    return ObjectSet.collect(documents.map { ($0.value, $0.source) }).set
  }
}

extension ObjectSet {
  /// With the object of a YAML document.
  func adding(_ document: String) throws -> ObjectSet {
    let added = (value: try YAMLReader.read(document, file: "own.yaml"), source: Diagnostics.SourceLocation?.none)
    return ObjectSet.collect(entries.map { ($0.value, $0.source) } + [added]).set
  }
}
