import Foundation
import Testing

/// Debian's `jsonnet`, to compare with.
enum Jsonnet {
  static let url = URL(filePath: "/usr/bin/jsonnet")

  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: url.path) }

  static func run(
    _ arguments: [String], in workspace: Workspace, environment: [String: String] = [:], input: String = ""
  ) async throws -> Binary.Outcome {
    try await Binary.run(url, arguments, in: workspace.folder, environment: environment, input: input)
  }
}

extension Workspace {
  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: path).path, withDestinationPath: target)
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(at: folder.appending(path: path), withIntermediateDirectories: true)
  }

  /// The paths of all files, links among them, sorted: to see that nothing was written.
  var paths: [String] {
    get throws { try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() }
  }
}
