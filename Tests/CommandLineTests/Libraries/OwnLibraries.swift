import Foundation
import Testing

/// The project of docs/examples/own-libraries, with the bundled libsonnet/ beside it.
struct OwnLibraries {
  let workspace: Workspace

  private static let example = Workspace.project.appending(path: "docs/examples/own-libraries")

  init() throws {
    workspace = try Workspace(copyingProject: ["libsonnet"])
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.example.path) {
      try FileManager.default.copyItem(
        at: Self.example.appending(path: name), to: workspace.folder.appending(path: name))
    }
  }

  /// Runs `monigen test`.
  func test(_ arguments: String..., environment: [String: String] = [:]) throws -> Binary.Outcome {
    try Binary.run(["test"] + arguments, in: workspace.folder, environment: environment)
  }
}
