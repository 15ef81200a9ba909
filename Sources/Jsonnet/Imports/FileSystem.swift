import Glibc

/// The few calls to the file system that evaluation needs.
enum FileSystem {
  /// Why a file cannot be had.
  enum Trouble: Error, Hashable {
    case missing
    /// Outside the sandbox; `target` where symbolic links lead there.
    case outside(target: String?)
    /// Anything that is no plain file, in words.
    case kind(String)
    case system(code: Int32)
  }

  /// The path with every symbolic link, `.` and `..` resolved.
  static func realPath(_ path: String) throws(Trouble) -> String {
    // realpath(3): with a null buffer the result is allocated by malloc and is the caller's to free.
    guard let resolved = realpath(path, nil) else {
      throw errno == ENOENT || errno == ENOTDIR ? .missing : .system(code: errno)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The bytes of a plain file. Never waits: a named pipe or device is refused, not opened for good.
  static func contents(ofRealPath path: String) throws(Trouble) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      // A socket cannot be opened at all, so its kind is asked for here.
      try refuseSpecial(path)
      throw code == ENOENT ? .missing : .system(code: code)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(code: errno) }
    if let kind = specialKind(status.st_mode) { throw .kind(kind) }
    return try readAll(descriptor, expecting: Int(status.st_size))
  }

  /// The size of a plain file; nil for anything else.
  static func size(ofRealPath path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The words of the system for an error number.
  static func message(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func readAll(_ descriptor: Int32, expecting size: Int) throws(Trouble) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(code: errno)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  private static func refuseSpecial(_ path: String) throws(Trouble) {
    var status = stat()
    if lstat(path, &status) == 0, let kind = specialKind(status.st_mode) { throw .kind(kind) }
  }

  private static func specialKind(_ mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFLNK: "a symbolic link"
    default: "no plain file"
    }
  }
}
