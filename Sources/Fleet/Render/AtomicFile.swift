import Diagnostics
import Glibc
import Platform

/// Writes single files that a user names: whole or not at all.
enum AtomicFile {
  /// Writes a file by renaming a finished one into its place; the folders on the way are made.
  ///
  /// Something that is no regular file (`/dev/stdout`, a named pipe) is written to as it is.
  static func write(_ contents: [UInt8], to path: String) throws {
    do throws(SystemError) {
      if let number = Self.openDescriptor(named: path) {
        return try Descriptor(owning: try checked { fcntl(number, F_DUPFD_CLOEXEC, 3) }).writeAll(contents)
      }
      if LocalFiles.kind(of: path) == .other {
        let file = Descriptor(owning: try checked { open(path, O_WRONLY | O_CLOEXEC) })
        return try file.writeAll(contents)
      }
      // A link that the user made is kept: what it leads to is replaced.
      let real = LocalFiles.realPath(path) ?? linkTarget(of: path)
      let folder = try OpenFolder.open(root: try parent(of: real))
      try folder.replace(name(of: real), with: contents)
    } catch {
      throw error.diagnostic("cannot write the file", at: path)
    }
  }

  /// The descriptor that a name such as `/dev/stdout` stands for. Others may write to it as well, from where it stands:
  /// opening what is behind it anew, or replacing it, would lose theirs.
  private static func openDescriptor(named path: String) -> Int32? {
    switch path {
    case "/dev/stdout": STDOUT_FILENO
    case "/dev/stderr": STDERR_FILENO
    default:
      ["/dev/fd/", "/proc/self/fd/"].lazy.compactMap { folder in
        path.hasPrefix(folder) ? Int32(path.dropFirst(folder.count)) : nil
      }.first
    }
  }

  /// Where a path leads whose last link has no file at its end yet.
  private static func linkTarget(of path: String) -> String {
    var path = path
    for _ in 0..<40 where LocalFiles.isLink(path) {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &buffer, buffer.count)
      guard count > 0 else { break }
      let target = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = target.hasPrefix("/") ? target : String(path.dropLast(name(of: path).count)) + target
    }
    return path
  }

  private static func name(of path: String) -> String {
    String(path.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
  }

  private static func parent(of path: String) throws(SystemError) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    for step in TreePath.folders(above: folder) + [folder] where !step.isEmpty {
      guard mkdir(step, 0o755) != 0, LocalFiles.kind(of: step) != .folder else { continue }
      throw SystemError(LocalFiles.kind(of: step) == nil ? errno : ENOTDIR)
    }
    return folder
  }
}
