import Foundation

/// Files as they stand below `/proc` and `/sys` of some machine, in a folder that goes with the value.
final class MachineFiles {
  private let folder: URL

  /// - Parameter files: their texts, given by path.
  init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "monigen-machine-\(UUID().uuidString)")
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// What stands for `/`.
  var root: String { folder.path }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
