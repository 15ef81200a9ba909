internal import CPosix
import Glibc

extension OpenFolder {
  /// Waits until all that was written to the folder's file system is on the disk: for many files this is much faster
  /// than to wait for each.
  package func synchronizeFileSystem() throws(SystemError) {
    try checked { monigen_syncfs(descriptor.number) }
  }

  /// Makes a symbolic link; nothing may stand at its name.
  package func createLink(_ name: String, to target: String) throws(SystemError) {
    try checked { symlinkat(target, descriptor.number, name) }
  }

  /// What a symbolic link says.
  package func linkTarget(_ name: String) throws(SystemError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = try checked { readlinkat(descriptor.number, name, &buffer, buffer.count) }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes a folder; nothing may stand at its name.
  package func createFolder(_ name: String) throws(SystemError) -> OpenFolder {
    try checked { mkdirat(descriptor.number, name, 0o755) }
    return try folder(name)
  }

  /// Removes whatever stands at a name, a folder with everything in it; nothing there is no error.
  package func removeTree(_ name: String) throws(SystemError) {
    guard try entry(name) == .folder else { return try remove(name) }
    let inner = try folder(name)
    for child in try inner.names() { try inner.removeTree(child) }
    try checked { unlinkat(descriptor.number, name, AT_REMOVEDIR) }
  }

  /// Puts a folder into the place of what stands at another name, which is then at the folder's own name. Nobody ever
  /// sees the place empty, where the file system can exchange.
  package func exchange(_ name: String, with other: String) throws(SystemError) {
    guard try entry(other) != .missing else { return try rename(name, to: other) }
    if monigen_exchange(descriptor.number, name, other) == 0 { return }
    let error = SystemError()
    guard [ENOSYS, EINVAL, ENOTSUP].contains(error.number) else { throw error }
    let passing = PassingFile.name()
    try rename(other, to: passing)
    try rename(name, to: other)
    try rename(passing, to: name)
  }
}
