import Glibc
import Platform

/// A file of the cache: its digest in front, so that damage is told from contents.
///
/// Nothing here ever fails: what cannot be kept is not kept, and what is damaged is not there. Files and folders are
/// for their owner alone, since results may hold secrets.
enum CacheFile {
  /// The bytes that were kept; nil where there are none, or damaged ones. What is damaged is removed: it would be in
  /// the way of what is right.
  ///
  /// - Parameter expected: the digest that they must have, where that is known.
  static func read(_ path: String, expecting expected: Digest? = nil) -> [UInt8]? {
    // Nobody may ever write into a pipe.
    guard LocalFiles.kind(of: path) != .other, let bytes = try? LocalFiles.read(path, shownAs: path) else {
      if LocalFiles.kind(of: path) != nil { remove(path) }
      return nil
    }
    let contents = bytes.dropFirst(digestLength)
    let digest = Digest(of: contents)
    guard digest.bytes.elementsEqual(bytes.prefix(digestLength)), expected == nil || expected == digest else {
      remove(path)
      return nil
    }
    return Array(contents)
  }

  /// Puts a whole file into place.
  static func replace(_ path: String, with contents: [UInt8]) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let folder = String(path[..<slash])
    let passing = "\(folder)/\(PassingFile.name())"
    var number = open(passing, flags, 0o600)
    if number < 0, errno == ENOENT {
      createFolders(folder)
      number = open(passing, flags, 0o600)
    }
    guard number >= 0 else { return }
    let file = Descriptor(owning: number)
    do {
      try file.writeAll(Digest(of: contents).bytes + contents)
      if rename(passing, path) == 0 { return }
    } catch {}
    unlink(passing)
  }

  /// Notes that a file was used. To the hour is enough, and spares the disk.
  static func markUsed(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, time(nil) - status.st_mtim.tv_sec > 3600 else { return }
    utimensat(AT_FDCWD, path, nil, 0)
  }

  /// Takes away a file, or whatever stands at its path.
  static func remove(_ path: String) {
    guard unlink(path) != 0, errno == EISDIR else { return }
    let end = path.lastIndex(of: "/") ?? path.startIndex
    try? OpenFolder.open(root: String(path[..<end])).removeTree(String(path[end...].dropFirst()))
  }

  private static let digestLength = 32
  private static let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC

  private static func createFolders(_ path: String) {
    guard mkdir(path, 0o700) != 0, errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex
    else { return }
    createFolders(String(path[..<slash]))
    mkdir(path, 0o700)
  }
}
