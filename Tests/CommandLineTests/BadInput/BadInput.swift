import Foundation
import Testing

/// The small project of Fixtures/, in which one thing is wrong.
///
/// Every test pins the whole text on standard error: it is what a person has to go by.
struct BadInput {
  let workspace: Workspace
  /// Where the stack merges the overlays, `libsonnet/main.libsonnet:22`: the last frame of most errors of overlays.
  let merging: String

  init() throws {
    workspace = try Workspace()
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/small")
    for part in ["monigen.yaml", "clusters", "libsonnet"] {
      try FileManager.default.copyItem(
        at: fixture.appending(path: part), to: workspace.folder.appending(path: part))
    }
    let lines = try workspace.read("libsonnet/main.libsonnet").split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("components: std.foldl(") })
    merging = "libsonnet/main.libsonnet:\(line + 1)"
  }

  /// The project's folder as it stands in messages.
  var root: String { workspace.folder.path }

  /// Adds lines to the end of a file.
  func append(_ text: String, to path: String) throws {
    try workspace.write(workspace.read(path) + text + "\n", to: path)
  }

  /// Adds an overlay to clusters.
  func overlay(_ code: String, of clusters: [String] = ["alpha"]) throws {
    try workspace.write(code + "\n", to: "clusters/overlays/x.libsonnet")
    for cluster in clusters { try append("overlays: [clusters/overlays/x.libsonnet]", to: "clusters/\(cluster).yaml") }
  }

  /// Runs monigen, which must fail with exactly this text, print no result, and write nothing.
  func expect(
    _ errors: String, from arguments: [String] = ["build"], environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try workspace.paths
    let outcome = try await workspace.run(arguments, environment: environment)
    #expect(outcome.errors == errors, sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    #expect(outcome.status == 2, sourceLocation: sourceLocation)
    #expect(!outcome.wasSignalled, sourceLocation: sourceLocation)
    #expect(try workspace.paths == before, sourceLocation: sourceLocation)
  }
}
