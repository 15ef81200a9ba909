import Foundation
import ValueTree
import YAML

/// Upstream's own manifests, where somebody has them at hand: MONIGEN_MANIFESTS=DIR, with `DIR/v0.17.0/*.yaml`.
enum Manifests {
  static let folder = ProcessInfo.processInfo.environment["MONIGEN_MANIFESTS"]
  static let missing = "MONIGEN_MANIFESTS=DIR names upstream's manifests"

  struct Query: Hashable {
    var text: String
    /// Whether it stands in a dashboard, with Grafana's variables.
    var isGrafana: Bool
    var file: String
  }

  /// Every expression of rules and dashboards of every release that is there.
  static func queries() throws -> [Query] {
    guard let folder else { return [] }
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    return try names.flatMap { name -> [Query] in
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: name)))
      return try YAMLReader.readAll(bytes, file: name).flatMap { try queries(in: $0, of: name) }
    }
  }

  private static func queries(in manifest: Value, of file: String) throws -> [Query] {
    switch manifest["kind"]?.string {
    case "PrometheusRule":
      expressions(in: manifest["spec"] ?? .null).map { Query(text: $0, isGrafana: false, file: file) }
    case "ConfigMap":
      try (manifest["data"]?.object ?? [:]).filter { $0.key.hasSuffix(".json") }.flatMap { _, text in
        expressions(in: try JSONReader.read(Array((text.string ?? "null").utf8), file: file))
          .map { Query(text: $0, isGrafana: true, file: file) }
      }
    case "ConfigMapList":
      try (manifest["items"]?.array ?? []).flatMap { try queries(in: $0, of: file) }
    default: []
    }
  }

  /// What stands under `expr`, wherever that is.
  private static func expressions(in value: Value) -> [String] {
    switch value {
    case .object(let object):
      object.flatMap { key, value in
        if key == "expr", let text = value.string { return [text] }
        return expressions(in: value)
      }
    case .array(let values): values.flatMap(expressions)
    default: []
    }
  }
}
