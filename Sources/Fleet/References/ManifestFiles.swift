import Diagnostics
import Foundation
import Kubernetes
import ValueTree
import YAML

/// Reads the files of one cluster, wherever their bytes come from.
enum ManifestFiles {
  /// One file and its bytes.
  struct File: Sendable {
    /// As a person would name it, for messages.
    var name: String
    var bytes: [UInt8]
  }

  /// Whether a file of this path may hold manifests: any YAML or JSON but what only tools read.
  static func mayHoldManifests(_ path: String) -> Bool {
    let name = TreePath.name(of: path)
    return [".yaml", ".yml", ".json"].contains(where: name.hasSuffix) && name != BuildRecord.fileName
      && !path.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  /// The objects of all files, sorted, with what there is to say about documents that are none.
  ///
  /// - Throws: a `DiagnosticList` with the first error of each file that is no YAML or no JSON.
  static func objects(of files: [File]) throws -> ClusterObjects {
    let jobs = ProcessInfo.processInfo.activeProcessorCount
    let results = ParallelMap.run(files, jobs: jobs, documents)
    let problems = results.flatMap { result -> [Diagnostic] in
      if case .failure(let list) = result { list.all } else { [] }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    let collected = ObjectSet.collect(results.flatMap { (try? $0.get()) ?? [] }.map { ($0.value, $0.source) })
    var objects = ClusterObjects(objects: collected.set, diagnostics: collected.diagnostics)
    for entry in collected.set.entries {
      if let file = entry.source?.file { objects.components[entry.reference] = component(ofFile: file) }
    }
    return objects
  }

  /// The component as names of files have it, `velero` of `generated/aws-prod/velero-prometheusRule.yaml`.
  private static func component(ofFile path: String) -> String {
    let stem = TreePath.name(of: path).prefix { $0 != "." }
    return String(stem.lastIndex(of: "-").map { stem[..<$0] } ?? stem)
  }

  private struct Document: Sendable {
    var value: Value
    var source: SourceLocation
  }

  @Sendable
  private static func documents(_ file: File) -> Result<[Document], DiagnosticList> {
    do {
      let source = SourceLocation(file: file.name)
      return .success(try values(in: file).map { Document(value: $0, source: source) })
    } catch {
      return .failure(DiagnosticList(error))
    }
  }

  private static func values(in file: File) throws -> [Value] {
    do {
      return try values(in: file, quotesText: true)
    } catch where file.bytes.firstRange(of: "Secret".utf8) != nil {
      // What cannot be read may be a Secret: the same error, in words that have nothing of its text.
      return try values(in: file, quotesText: false)
    }
  }

  private static func values(in file: File, quotesText: Bool) throws -> [Value] {
    guard file.name.hasSuffix(".json") else {
      var options = YAMLReader.Options()
      options.quotesText = quotesText
      return try YAMLReader.readAll(file.bytes, file: file.name, options: options)
    }
    var options = JSONReader.Options()
    options.quotesText = quotesText
    return [try JSONReader.read(file.bytes, file: file.name, options: options)]
  }
}
