import Diagnostics
import Glibc

/// Reads files and folders; errors are in words and name the path as the user wrote it.
package enum LocalFiles {
  /// What can stand at a path.
  package enum Kind: Sendable {
    case file, folder, other
  }

  /// What is at a path, links followed; nil where nothing is.
  package static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// Whether a symbolic link is at a path.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The absolute path without links and dots; nil where nothing is.
  package static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// The names in a folder, sorted, without hidden ones.
  package static func entries(of folder: String, shownAs display: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw failure("cannot read the folder", display) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder and those above it, where they are missing.
  package static func createFolders(_ path: String) throws(SystemError) {
    for end in path.indices.dropFirst().filter({ path[$0] == "/" }) + [path.endIndex] {
      let folder = String(path[..<end])
      guard mkdir(folder, 0o755) != 0 else { continue }
      // Of a folder that is there this may say EEXIST, EROFS or EACCES, all of them fine.
      let error = SystemError()
      if kind(of: folder) != .folder { throw kind(of: folder) == nil ? error : SystemError(ENOTDIR) }
    }
  }

  /// The bytes of a file. Throws a `Diagnostic` that names it as `display`.
  package static func read(_ path: String, shownAs display: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("cannot read the file", display) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot read the file", display) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func failure(_ what: String, _ display: String) -> Diagnostic {
    Diagnostic("\(what): \(String(cString: strerror(errno)))", at: SourceLocation(file: display))
  }
}
