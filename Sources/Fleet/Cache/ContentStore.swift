import Platform

/// Bytes by their digest, in a folder that several builds may use at once and that may be deleted at any time.
struct ContentStore: Sendable {
  let folder: String

  /// The bytes, which are marked as used; nil where there are none, or where they are damaged.
  func read(_ digest: Digest) -> [UInt8]? {
    let path = path(of: digest)
    guard let bytes = CacheFile.read(path, expecting: digest) else { return nil }
    CacheFile.markUsed(path)
    return bytes
  }

  /// Keeps bytes that have this digest.
  func write(_ bytes: [UInt8], _ digest: Digest) {
    let path = path(of: digest)
    if LocalFiles.kind(of: path) == nil { CacheFile.replace(path, with: bytes) }
  }

  private func path(of digest: Digest) -> String { "\(folder)/\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2))" }
}
