import Diagnostics
import Foundation
import Testing
import ValueTree

@testable import Fleet

/// This repository is a project itself.
@Suite("Bundled clusters")
struct BundledClustersTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private static func load() async throws -> ClusterSet {
    let project = try Project.find(from: root)
    let settings = try Settings.load(project)
    return try await ClusterLoader(project: project, settings: settings, evaluate: evaluateHere).load()
  }

  @Test("all of them are right, without a warning")
  func noDiagnostics() async throws {
    let set = try await Self.load()
    #expect(DiagnosticRenderer().render(set.diagnostics) == "")
    #expect(set.clusters.map(\.name) == ["aws-prod", "azure-staging", "gcp-prod", "hetzner-prod"])
  }

  @Test("the schema for editors is the one that files are checked against")
  func committedSchema() throws {
    let project = try Project.find(from: Self.root)
    let settings = try Settings.load(project)
    let complete = try VariablesSchema.complete(libraryPath: settings.libraryPath, project: project)
    let text = JSONWriter(indent: 2).write(complete) + "\n"
    let file = project.absolute("clusters/_schema.json")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: URL(filePath: file))
      Issue.record("recorded clusters/_schema.json")
    }
    let committed = try String(contentsOfFile: file, encoding: .utf8)
    #expect(committed == text, "run the tests once with RECORD_SNAPSHOTS=1")
  }
}
