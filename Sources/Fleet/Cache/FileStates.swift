import Glibc
import Platform
import Synchronization

/// What is on disk, asked once: a build takes every file to be what it was when it first looked.
final class FileStates: Sendable {
  private struct State {
    var digests: [String: Digest?] = [:]
    var realPaths: [String: String?] = [:]
  }

  private let stamps: StampIndex
  private let state = Mutex(State())

  /// - Parameter stamps: what is known of files from earlier runs.
  init(_ stamps: StampIndex) { self.stamps = stamps }

  /// The digest of a file's bytes; nil where it cannot be read.
  func digest(of path: String) -> Digest? {
    if let known = state.withLock({ $0.digests[path] }) { return known }
    let digest = stamps.digest(ofFile: path)
    state.withLock { $0.digests[path] = .some(digest) }
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
  func save() { stamps.save() }
}

extension StampIndex {
  /// The digest of the file at an absolute path, read only where its stamp is not known.
  fileprivate func digest(ofFile path: String) -> Digest? {
    let time = FileStamp.now
    guard let stamp = FileStamp(path: path) else { return nil }
    if let known = digest(of: path, stamp) { return known }
    guard let bytes = try? LocalFiles.read(path, shownAs: path) else { return nil }
    let digest = Digest(of: bytes)
    if FileStamp(path: path) == stamp { note(path, stamp, digest, at: time) }
    return digest
  }
}
