import Glibc
import Platform
import Synchronization

/// What is on disk, asked once: a build takes every file to be what it was when it first looked.
final class FileStates: Sendable {
  private struct State {
    var digests: [String: Digest?] = [:]
    var realPaths: [String: String?] = [:]
  }

  private let state = Mutex(State())

  /// The digest of a file's bytes; nil where it cannot be read.
  func digest(of path: String) -> Digest? {
    if let known = state.withLock({ $0.digests[path] }) { return known }
    let digest = (try? LocalFiles.read(path, shownAs: path)).map { Digest(of: $0) }
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
}
