import Diagnostics
import Foundation
import Platform
import Testing

@testable import Fleet

/// A project folder that lives as long as one test.
final class TemporaryTree: Sendable {
  let project: URL
  /// The output root, as a user would pass it.
  var output: String { project.appending(path: "generated").path }
  var tree: URL { project.appending(path: "generated/prod") }

  init() throws {
    project = FileManager.default.temporaryDirectory.appending(path: "monigen-tree-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: project, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: project) }

  static let record = BuildRecord(
    release: "v0.17.0", stack: "embedded",
    inputs: [
      .init(path: "releases/v0.17.0/vendor/x.libsonnet", digest: Digest(of: "x")),
      .init(path: "clusters/prod.yaml", digest: Digest(of: "prod")),
    ])

  static func files(_ contents: [String: String]) -> [TreeFile] {
    contents.sorted { $0.key < $1.key }.map { TreeFile(path: $0.key, contents: Array($0.value.utf8)) }
  }

  /// Plans and writes the tree, as a build does.
  @discardableResult
  func build(_ contents: [String: String], record: BuildRecord = record, force: Bool = false) throws -> TreePlan {
    let writer = TreeWriter(root: try OutputRoot(path: output, use: .write), cluster: "prod")
    let plan = try writer.plan(Self.files(contents), record: record, force: force)
    try writer.execute(plan)
    return plan
  }

  func check(_ contents: [String: String]) throws -> [TreeDifference] {
    let writer = TreeWriter(root: try OutputRoot(path: output, use: .check), cluster: "prod")
    return try writer.check(Self.files(contents), record: Self.record)
  }

  /// The diagnostics of a build that must fail.
  func failure(_ contents: [String: String], force: Bool = false) -> [Diagnostic] {
    do {
      try build(contents, force: force)
      return []
    } catch {
      return DiagnosticList(error).all
    }
  }

  func text(_ path: String) -> String? { try? String(contentsOf: tree.appending(path: path), encoding: .utf8) }

  func write(_ path: String, _ text: String) throws {
    let url = tree.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// All files below the tree, in order.
  func paths() -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: tree.path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: tree.appending(path: name).path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  /// Everything that a look at the file could tell apart.
  func stamp(_ path: String) throws -> [String] {
    let attributes = try FileManager.default.attributesOfItem(atPath: tree.appending(path: path).path)
    let keys: [FileAttributeKey] = [.systemFileNumber, .modificationDate, .size, .posixPermissions]
    return keys.map { key in attributes[key].map { "\($0)" } ?? "" }
  }

  func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", "-C", project.path,
    ]
    process.arguments! += arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "git \(arguments)")
  }

  func commitAll() throws {
    try git("init", "-q")
    try git("add", "-A")
    try git("commit", "-qm", "state")
  }
}
