import Platform
import Synchronization

/// Digests of files by their stamps, so that a build need not read what did not change since the last one.
///
/// It is kept in a file of the cache, one for each tree and one for a project's inputs. Of two builds that write one at
/// once, the later wins.
final class StampIndex: Sendable {
  private struct Entry {
    var stamp: FileStamp
    var digest: Digest
  }

  private struct State {
    var known: [String: Entry] = [:]
    /// What this run has seen: what nobody asks for any more goes.
    var seen: [String: Entry] = [:]
    var isChanged = false
  }

  private let path: String?
  private let state: Mutex<State>

  /// - Parameters:
  ///   - folder: the cache's; nil for nowhere.
  ///   - name: what the files are of, as a tree's absolute path.
  init(folder: String?, name: String) {
    path = folder.map { "\($0)/evaluations/stamps/\(Digest(of: name).hex)" }
    let known = path.flatMap { CacheFile.read($0) }.flatMap(Self.entries) ?? [:]
    if let path, !known.isEmpty { CacheFile.markUsed(path) }
    state = Mutex(State(known: known))
  }

  /// The digest that the file had with this stamp.
  func digest(of file: String, _ stamp: FileStamp) -> Digest? {
    state.withLock { state in
      guard let entry = state.known[file], entry.stamp == stamp else { return nil }
      state.seen[file] = entry
      return entry.digest
    }
  }

  /// Notes what a file holds.
  ///
  /// - Parameters:
  ///   - stamp: the file's before and after it was read.
  ///   - time: that of `FileStamp.now` before the file was read. A stamp that is as new as that is not kept.
  func note(_ file: String, _ stamp: FileStamp, _ digest: Digest, at time: Int64) {
    guard stamp.isSettled(at: time) else { return }
    state.withLock { state in
      let entry = Entry(stamp: stamp, digest: digest)
      state.known[file] = entry
      state.seen[file] = entry
      state.isChanged = true
    }
  }

  /// Writes what was learned to disk.
  func save() {
    guard let path else { return }
    let entries = state.withLock { state in
      defer { state.isChanged = false }
      return state.isChanged ? state.seen : [:]
    }
    if !entries.isEmpty { CacheFile.replace(path, with: Self.bytes(entries)) }
  }
}

/// One entry after the other: length of the path, the path, the words of the stamp, the digest.
extension StampIndex {
  private static func bytes(_ entries: [String: Entry]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      for word in [Int64(path.utf8.count)] { append(word, to: &bytes) }
      bytes += path.utf8
      for word in entry.stamp.words { append(word, to: &bytes) }
      bytes += entry.digest.bytes
    }
    return bytes
  }

  private static func append(_ word: Int64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
  }

  private static func entries(_ bytes: [UInt8]) -> [String: Entry]? {
    var rest = bytes[...]
    func word() -> Int64? {
      guard rest.count >= 8 else { return nil }
      defer { rest = rest.dropFirst(8) }
      return rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int64($1) }
    }
    var entries: [String: Entry] = [:]
    while !rest.isEmpty {
      guard let length = word().flatMap({ Int(exactly: $0) }), length >= 0, length <= rest.count else { return nil }
      let path = String(decoding: rest.prefix(length), as: UTF8.self)
      rest = rest.dropFirst(length)
      let words = (0..<FileStamp.count).compactMap { _ in word() }
      guard words.count == FileStamp.count, let digest = Digest(bytes: rest.prefix(32)) else { return nil }
      rest = rest.dropFirst(32)
      entries[path] = Entry(stamp: FileStamp(words: words), digest: digest)
    }
    return entries
  }
}
