import Foundation

/// A folder of its own for one test, removed when the test is over.
final class Workspace: Sendable {
  let folder: URL

  /// The project that this test belongs to.
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  init() throws {
    let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    folder = temporary.appending(path: "monigen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// With a copy of the bundled project: sources of monitoring, clusters and what was generated.
  convenience init(copyingProject parts: [String]) throws {
    try self.init()
    for part in parts {
      try FileManager.default.copyItem(at: Self.project.appending(path: part), to: folder.appending(path: part))
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  @discardableResult
  func write(_ text: String, to path: String) throws -> URL {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// Replaces text that must stand in a file.
  func edit(_ path: String, replacing old: String, with new: String) throws {
    let text = try read(path)
    guard text.contains(old) else { throw EditError(path: path, missing: old) }
    try write(text.replacingOccurrences(of: old, with: new), to: path)
  }

  struct EditError: Error {
    var path: String
    var missing: String
  }

  /// Every file below a folder with its contents, for comparing trees.
  func tree(_ path: String) throws -> [String: Data] {
    let root = folder.appending(path: path)
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let file = root.appending(path: name)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[name] = try Data(contentsOf: file)
      }
    }
    return files
  }

  func monigen(
    _ arguments: String..., environment: [String: String] = [:], input: String = ""
  ) throws -> Binary.Outcome {
    try Binary.run(arguments, in: folder, environment: environment, input: input)
  }
}
