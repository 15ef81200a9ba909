import Foundation
import Platform
import Synchronization

/// What is on disk, asked once: a build takes every file to be what it was when it first looked.
final class FileStates: Sendable {
  private struct State {
    var digests: [String: Digest?] = [:]
    var realPaths: [String: String?] = [:]
    /// The files whose stamps were too young to tell of a change when they were read.
    var unsettled: Set<String> = []
  }

  private let stamps: StampIndex
  private let state = Mutex(State())

  /// - Parameter stamps: what is known of files from earlier runs.
  init(_ stamps: StampIndex) { self.stamps = stamps }

  /// The digest of a file's bytes; nil where it cannot be read.
  func digest(of path: String) -> Digest? {
    if let known = state.withLock({ $0.digests[path] }) { return known }
    let (digest, isKept) = stamps.digest(ofFile: path)
    state.withLock { state in
      state.digests[path] = .some(digest)
      if !isKept { state.unsettled.insert(path) }
    }
    return digest
  }

  /// Where a path leads to; nil where nothing is.
  func realPath(of path: String) -> String? {
    if let known = state.withLock({ $0.realPaths[path] }) { return known }
    let real = LocalFiles.realPath(path)
    state.withLock { $0.realPaths[path] = .some(real) }
    return real
  }

  /// Keeps for later runs what was learned.
  ///
  /// - Parameter others: files that this run need not have looked at, and the next one will ask for.
  func save(others: Set<String> = []) {
    let paths = state.withLock { state in others.filter { state.digests[$0] == nil }.union(state.unsettled) }
    // What was too young when it was read may not be any more. What it holds now is for later runs alone.
    _ = ParallelMap.run(Array(paths), jobs: ProcessInfo.processInfo.activeProcessorCount) { stamps.digest(ofFile: $0) }
    stamps.save()
  }
}

extension StampIndex {
  /// The digest of the file at an absolute path, read only where its stamp is not known, and whether it is kept.
  fileprivate func digest(ofFile path: String) -> (Digest?, isKept: Bool) {
    let time = FileStamp.now
    guard let stamp = FileStamp(path: path) else { return (nil, true) }
    if let known = digest(of: path, stamp) { return (known, true) }
    guard let bytes = try? LocalFiles.read(path, shownAs: path) else { return (nil, true) }
    let digest = Digest(of: bytes)
    return (digest, FileStamp(path: path) == stamp && note(path, stamp, digest, at: time))
  }
}
