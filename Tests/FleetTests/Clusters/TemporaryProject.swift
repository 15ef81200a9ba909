import Diagnostics
import Foundation
import Glibc
import Jsonnet
import Testing
import ValueTree

@testable import Fleet

/// A project in a folder of its own, which goes when the tests end.
struct TemporaryProject: Sendable {
  let project: Project
  private let folder: URL

  /// A project with files, given by path. Where `schema` is given, it is the schema of the library path.
  init(_ files: [String: String], schema: String? = TemporaryProject.smallSchema) throws {
    folder = Self.base.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    project = Project(root: folder.path)
    try write("", to: "monigen.yaml")
    if let schema { try write(schema, to: "libsonnet/schema.json") }
    for (path, text) in files { try write(text, to: path) }
  }

  /// Holds the folders of one run.
  private static let base: URL = {
    let base = FileManager.default.temporaryDirectory.appending(path: "monigen-projects-\(getpid())")
    atexit { try? FileManager.default.removeItem(at: TemporaryProject.base) }
    return base
  }()

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ path: String, to target: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target)
  }

  /// The clusters that the selectors pick.
  func load(_ selectors: [String] = [], overrides: Object = [:]) async throws -> ClusterSet {
    let loader = ClusterLoader(
      project: project, settings: try Settings.load(project), overrides: overrides, evaluate: evaluateHere)
    return try await loader.load(selectors.map(ClusterSelector.init))
  }

  /// The only cluster.
  func loadOne(overrides: Object = [:]) async throws -> Cluster {
    let set = try await load(overrides: overrides)
    return try #require(set.clusters.first, "\(DiagnosticRenderer().render(set.diagnostics))")
  }

  /// What the user would read: the diagnostics of loading all clusters, or of the failure to.
  func messages(_ selectors: [String] = [], overrides: Object = [:]) async -> String {
    let diagnostics: [Diagnostic]
    do {
      diagnostics = try await load(selectors, overrides: overrides).diagnostics
    } catch {
      diagnostics = DiagnosticList(error).all
    }
    return DiagnosticRenderer().render(diagnostics).replacing(project.root, with: "PROJECT")
  }

  /// Enough to try everything with.
  static let smallSchema = """
    {
      "type": "object",
      "additionalProperties": false,
      "required": ["provider"],
      "properties": {
        "name": { "type": "string" },
        "labels": { "type": "object", "additionalProperties": { "type": "string" }, "default": {} },
        "provider": { "enum": ["aws", "gcp", "kind"] },
        "kubernetes": { "type": "string", "default": "1.34" },
        "stack": { "enum": ["embedded", "kube-prometheus"], "default": "embedded" },
        "release": { "type": "string", "default": "v0.17" },
        "externalLabels": { "type": "object", "additionalProperties": { "type": "string" }, "default": {} },
        "prometheus": {
          "type": "object", "additionalProperties": false, "default": {},
          "properties": {
            "replicas": { "type": "integer", "minimum": 1, "default": 2 },
            "retention": {
              "type": "string", "pattern": "^([0-9]+[smhd])+$", "default": "15d",
              "x-expected": "a duration such as 15d or 2h30m"
            },
            "remoteWrite": {
              "type": "array", "default": [],
              "items": { "type": "object", "required": ["url"], "properties": { "url": { "type": "string" } } }
            }
          }
        },
        "libraries": { "type": "object", "additionalProperties": false, "default": {}, "properties": {} },
        "overlays": { "type": "array", "items": { "type": "string" }, "default": [] }
      }
    }
    """
}

/// Evaluates in this process, one after the other.
let evaluateHere: ClusterLoader.Evaluate = { requests in
  requests.map { request in
    do {
      return .success(try Evaluator.evaluate(request))
    } catch {
      return .failure(DiagnosticList(error))
    }
  }
}
