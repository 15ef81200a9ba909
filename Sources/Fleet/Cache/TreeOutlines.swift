import Foundation
import Platform

/// What a tree of a cluster's results consists of, without the contents: enough to see that it is on disk already.
struct TreeOutline: Sendable, Codable {
  /// The digest of each file, in hexadecimal digits, by path.
  var files: [String: String]

  /// The outline of these files.
  init(_ files: [TreeFile]) {
    self.files = Dictionary(files.map { ($0.path, $0.digest.hex) }) { first, _ in first }
  }

  /// The digest of each file, by path.
  var digests: [String: Digest] { files.compactMapValues { Digest(hex: $0) } }
}

/// The outlines of trees, by the results that they were made of, in `evaluations/outlines/KEY`.
struct TreeOutlines: Sendable {
  private let folder: String?

  /// - Parameter folder: the cache's; nil for nowhere.
  init(folder: String?) { self.folder = folder.map { "\($0)/evaluations/outlines" } }

  /// - Parameter results: the digests of the cluster's results, target by target.
  func find(_ results: [Digest]) -> TreeOutline? {
    guard let path = path(results), let bytes = CacheFile.read(path) else { return nil }
    CacheFile.markUsed(path)
    return try? JSONDecoder().decode(TreeOutline.self, from: Data(bytes))
  }

  /// Keeps an outline.
  func keep(_ outline: TreeOutline, _ results: [Digest]) {
    guard let path = path(results), let data = try? JSONEncoder().encode(outline) else { return }
    CacheFile.replace(path, with: Array(data))
  }

  /// Another build of monigen may make another tree of the same results.
  private func path(_ results: [Digest]) -> String? {
    folder.map { "\($0)/\(Digest(of: ([ToolIdentity.text] + results.map(\.hex)).joined(separator: " ")).hex)" }
  }
}
