import Platform
import Synchronization

/// Digests of files by their stamps, so that a build need not read what did not change since the last one.
///
/// It is kept in a file of the cache, one for each tree and one for a project's inputs. Of two builds that write one at
/// once, the later wins.
final class StampIndex: Sendable {
  /// What is known of one file.
  struct Entry: Sendable {
    var stamp: FileStamp
    var digest: Digest
  }

  /// What the index holds.
  struct Contents: Sendable {
    /// By the path of the file, as whoever asks names it.
    var entries: [String: Entry] = [:]
    /// What all of the files together were made of; nil where that is not known.
    var origin: Digest?
  }

  private struct State {
    var known: Contents
    /// What this run has seen: what nobody asks for any more goes.
    var seen = Contents()
    var isChanged = false
  }

  private let path: String?
  private let state: Mutex<State>

  /// - Parameters:
  ///   - folder: the cache's; nil for nowhere.
  ///   - name: what the files are of, as a tree's absolute path.
  init(folder: String?, name: String) {
    path = folder.map { "\($0)/evaluations/stamps/\(Digest(of: name).hex)" }
    let known = path.flatMap { CacheFile.read($0) }.flatMap { Contents(bytes: $0) }
    if let path, known != nil { CacheFile.markUsed(path) }
    state = Mutex(State(known: known ?? Contents()))
  }

  /// The digest that the file had with this stamp.
  func digest(of file: String, _ stamp: FileStamp) -> Digest? {
    state.withLock { state in
      guard let entry = state.known.entries[file], entry.stamp == stamp else { return nil }
      if state.seen.entries.updateValue(entry, forKey: file) == nil { state.seen.origin = nil }
      return entry.digest
    }
  }

  /// Notes what a file holds; false where that is not kept.
  ///
  /// - Parameters:
  ///   - stamp: the file's before and after it was read.
  ///   - time: that of `FileStamp.now` before the file was read. A stamp that is as new as that is not kept.
  @discardableResult
  func note(_ file: String, _ stamp: FileStamp, _ digest: Digest, at time: Int64) -> Bool {
    guard stamp.isSettled(at: time) else { return false }
    state.withLock { state in
      let entry = Entry(stamp: stamp, digest: digest)
      state.known.entries[file] = entry
      state.seen.entries[file] = entry
      // What all files together are made of is known no more.
      state.known.origin = nil
      state.seen.origin = nil
      state.isChanged = true
    }
    return true
  }

  /// The stamps that all files had when they were made of this; nil where that is not known.
  func stamps(ofFilesMadeOf origin: Digest) -> [String: FileStamp]? {
    state.withLock { $0.known.origin == origin ? $0.known.entries.mapValues(\.stamp) : nil }
  }

  /// Notes what files were made of that this run has looked at, and which are all that there is; not where the stamp
  /// of one of them could not be kept.
  func note(origin: Digest, of files: [String: Digest]) {
    state.withLock { state in
      let entries = state.seen.entries.filter { files[$0.key] == $0.value.digest }
      guard entries.count == files.count else { return }
      state.seen = Contents(entries: entries, origin: origin)
      state.isChanged = true
    }
  }

  /// Writes what was learned to disk.
  func save() {
    guard let path else { return }
    let seen = state.withLock { state in
      defer { state.isChanged = false }
      return state.isChanged ? state.seen : Contents()
    }
    if !seen.entries.isEmpty { CacheFile.replace(path, with: seen.bytes) }
  }
}
