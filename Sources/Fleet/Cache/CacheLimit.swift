import Glibc
import Platform

/// Keeps what builds remember below a size: what was used least recently goes.
///
/// A build that runs meanwhile takes what is gone for a miss.
struct CacheLimit: Sendable {
  /// The size that 200 clusters with results of their own for a hundred days stay below.
  static let defaultBytes = 1 << 30

  let folder: String
  let bytes: Int

  /// - Parameter folder: the cache's.
  init(folder: String, bytes: Int = defaultBytes) {
    self.folder = "\(folder)/evaluations"
    self.bytes = bytes
  }

  private struct Entry {
    var folder: OpenFolder
    var name: String
    var size: Int
    var time: Int
  }

  /// Removes files until a quarter of the size is free again, where they are above it, and what builds left half
  /// written an hour ago or earlier.
  func enforce() {
    guard let root = try? OpenFolder.open(root: folder) else { return }
    var entries: [Entry] = []
    collect(root, depth: 0, into: &entries)
    let now = time(nil)
    for entry in entries where PassingFile.isPassing(entry.name) && now - entry.time > 3600 {
      try? entry.folder.remove(entry.name)
    }
    var left = entries.reduce(0) { $0 + $1.size }
    guard left > bytes else { return }
    for entry in entries.sorted(by: { ($0.time, $0.name) < ($1.time, $1.name) }) {
      if left <= bytes / 4 * 3 { break }
      try? entry.folder.remove(entry.name)
      left -= entry.size
    }
  }

  private func collect(_ folder: OpenFolder, depth: Int, into entries: inout [Entry]) {
    for name in (try? folder.names()) ?? [] {
      guard let status = try? folder.status(name) else { continue }
      if status.st_mode & S_IFMT == S_IFDIR, depth < 3, let inner = try? folder.folder(name) {
        collect(inner, depth: depth + 1, into: &entries)
      } else if status.st_mode & S_IFMT == S_IFREG {
        // What a file takes on disk, which of small ones is more than their size.
        entries.append(
          Entry(
            folder: folder, name: name, size: max(Int(status.st_size), Int(status.st_blocks) * 512),
            time: status.st_mtim.tv_sec))
      }
    }
  }
}
