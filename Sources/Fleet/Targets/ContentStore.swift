import Foundation
import Glibc
import Platform

/// Bytes by their digest, in a folder that several builds may use at once and that may be deleted at any time.
///
/// A file is written beside its place and renamed, so it is whole or not there; what is read is checked against its
/// name, so damage is a miss. Nothing here ever fails: what cannot be kept is not kept.
struct ContentStore: Sendable {
  let folder: String

  /// The bytes, which are marked as used; nil where there are none, or where they are damaged.
  func read(_ digest: Digest) -> [UInt8]? {
    let path = path(of: digest)
    guard let bytes = try? LocalFiles.read(path, shownAs: path), Digest(of: bytes) == digest else { return nil }
    utimensat(AT_FDCWD, path, nil, 0)
    return bytes
  }

  /// Keeps bytes; returns their digest, whether they could be kept or not.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Digest {
    let digest = Digest(of: bytes)
    let path = path(of: digest)
    if LocalFiles.kind(of: path) == nil { CacheFile.replace(path, with: bytes) }
    return digest
  }

  private func path(of digest: Digest) -> String { "\(folder)/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2))" }
}

/// A file of the cache.
enum CacheFile {
  /// Puts a whole file into place, with the folders above it; where that fails, nothing is changed.
  static func replace(_ path: String, with bytes: [UInt8]) {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let passing = "\(folder)/.new-\(getpid())-\(UUID().uuidString)"
    let number = open(passing, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard number >= 0 else { return }
    let descriptor = Descriptor(owning: number)
    do {
      try descriptor.writeAll(bytes)
      if rename(passing, path) == 0 { return }
    } catch {}
    unlink(passing)
  }
}
