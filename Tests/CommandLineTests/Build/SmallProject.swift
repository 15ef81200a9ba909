import Foundation
import Testing

/// The tiny project of Fixtures/small in a folder of its own: it has the real interface and builds in no time.
struct SmallProject {
  let workspace: Workspace
  /// The project's folder: the workspace's own, or one below it.
  let folder: URL

  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/small")

  init(below path: String = "project") throws {
    workspace = try Workspace()
    folder = workspace.folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Self.fixture, to: folder)
  }

  @discardableResult
  func monigen(_ arguments: String..., environment: [String: String] = [:]) throws -> Binary.Outcome {
    try Binary.run(arguments, in: folder, environment: environment)
  }

  /// A build that has to succeed, with its output.
  @discardableResult
  func build(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let outcome = try Binary.run(["build"] + arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
    return outcome.output
  }

  /// Commits everything that there is to a new git repository, or to the one that is there.
  func commit() throws {
    let git = URL(filePath: "/usr/bin/git")
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "state"]] {
      let outcome = try Binary.run(git, identity + arguments, in: folder)
      try #require(outcome.status == 0, "git \(arguments[0]): \(outcome.errors)")
    }
  }

  @discardableResult
  func write(_ text: String, to path: String) throws -> URL { try workspace.write(text, to: within(path)) }

  func read(_ path: String) throws -> String { try workspace.read(within(path)) }

  func exists(_ path: String) -> Bool { workspace.exists(within(path)) }

  func edit(_ path: String, replacing old: String, with new: String) throws {
    try workspace.edit(within(path), replacing: old, with: new)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.appending(path: path))
  }

  func tree(_ path: String = "generated") throws -> [String: Data] { try workspace.tree(within(path)) }

  /// When each file below a folder was written last.
  func times(_ path: String = "generated") throws -> [String: Date] {
    try Dictionary(
      uniqueKeysWithValues: tree(path).keys.map { name in
        let file = folder.appending(path: "\(path)/\(name)")
        return (name, try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date ?? .now)
      })
  }

  private func within(_ path: String) -> String {
    folder.path.dropFirst(workspace.folder.path.count + 1) + "/" + path
  }
}
