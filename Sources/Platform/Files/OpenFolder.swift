import Glibc

/// An open folder, and what can be done in it by name.
///
/// Everything goes through the open folder and never follows a symbolic link, so a link that somebody puts into a tree
/// cannot lead a write or a removal out of it.
package final class OpenFolder: Sendable {
  /// What stands at a path.
  package enum Entry: Sendable, Equatable {
    case missing
    case file
    case folder
    case symbolicLink
    /// A pipe, a socket, a device: never opened.
    case other
  }

  /// What keeps the folder open.
  package let descriptor: Descriptor

  /// The folder that a descriptor stands for.
  package init(_ descriptor: Descriptor) { self.descriptor = descriptor }

  /// The folder at a path of the file system; this one may be a symbolic link.
  package static func open(root path: String) throws(SystemError) -> OpenFolder {
    OpenFolder(Descriptor(owning: try checked { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }))
  }

  /// The folder below this one at a relative path (`""` is this one).
  package func folder(_ path: String, create: Bool = false) throws(SystemError) -> OpenFolder {
    var current = self
    for part in path.split(separator: "/") { current = try current.child(String(part), create: create) }
    return current
  }

  private func child(_ name: String, create: Bool) throws(SystemError) -> OpenFolder {
    if create, mkdirat(descriptor.number, name, 0o755) != 0, errno != EEXIST { throw SystemError() }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    do {
      return OpenFolder(Descriptor(owning: try checked { openat(descriptor.number, name, flags) }))
    } catch {
      // Linux says "not a folder" of a symbolic link here; the link is what the user has to hear about.
      throw (try? entry(name)) == .symbolicLink ? SystemError(ELOOP) : error
    }
  }

  /// What stands at a name in this folder, links not followed.
  package func entry(_ name: String) throws(SystemError) -> Entry {
    guard let status = try status(name) else { return .missing }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .symbolicLink
    default: .other
    }
  }

  /// What the file system tells of a name in this folder, links not followed; nil where nothing is.
  package func status(_ name: String) throws(SystemError) -> stat? {
    var status = stat()
    do {
      try checked { fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) }
      return status
    } catch where error.number == ENOENT {
      return nil
    }
  }

  /// The bytes of a regular file.
  package func read(_ name: String) throws(SystemError) -> [UInt8] {
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    return try Descriptor(owning: try checked { openat(descriptor.number, name, flags) }).readAll()
  }

  /// A new file that only its owner knows of, mode 0644 whatever the umask says: a tree is the same on any machine.
  package func create(_ name: String) throws(SystemError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = Descriptor(owning: try checked { openat(descriptor.number, name, flags, 0o644) })
    try checked { fchmod(file.number, 0o644) }
    return file
  }

  /// Gives an entry another name within this folder, in place of whatever file has that name.
  package func rename(_ name: String, to other: String) throws(SystemError) {
    try checked { renameat(descriptor.number, name, descriptor.number, other) }
  }

  /// Removes a file or a symbolic link itself; one that is gone already is no error.
  package func remove(_ name: String) throws(SystemError) {
    do { try checked { unlinkat(descriptor.number, name, 0) } } catch where error.number == ENOENT {}
  }

  /// Removes a folder if it is empty.
  package func removeIfEmpty(_ name: String) {
    _ = unlinkat(descriptor.number, name, AT_REMOVEDIR)
  }

  /// Waits until the folder's names are on the disk.
  package func synchronize() throws(SystemError) {
    try checked { fsync(descriptor.number) }
  }

  /// The names in this folder, in no order.
  package func names() throws(SystemError) -> [String] {
    // fdopendir takes the descriptor over, and reading moves its position: so give it one of its own.
    let own = try checked { openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let stream = fdopendir(own) else {
      let error = SystemError()
      close(own)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
