import Glibc
import Platform

extension PackageTree {
  /// The files below an open folder; nil where there is none. Git's own folder is left out.
  ///
  /// - Throws: a `VendorProblem` where something cannot be read, or where a link leads out.
  init?(in folder: OpenFolder, at path: String, of package: String) throws(VendorProblem) {
    var entries: [Entry] = []
    do throws(SystemError) {
      try Self.collect(try folder.folder(path), [], into: &entries)
    } catch where [ENOENT, ENOTDIR, ELOOP].contains(error.number) {
      return nil
    } catch {
      throw .system("cannot read", package, errno: error.number)
    }
    try self.init(entries, of: package)
  }

  /// Everything below an open folder, unchecked.
  static func entries(in folder: OpenFolder) throws(SystemError) -> [Entry] {
    var entries: [Entry] = []
    try collect(folder, [], into: &entries)
    return entries
  }

  private static func collect(_ folder: OpenFolder, _ path: [String], into entries: inout [Entry]) throws(SystemError) {
    for name in try folder.names() where name != ".git" {
      switch try folder.entry(name) {
      case .folder: try collect(try folder.folder(name), path + [name], into: &entries)
      case .file: entries.append(Entry(path: path + [name], content: .file(try folder.read(name))))
      case .symbolicLink: entries.append(Entry(path: path + [name], content: .link(try folder.linkTarget(name))))
      case .missing, .other: break
      }
    }
  }

  /// Writes the files below an open folder, which is made. A file that stands there already must be the same: a package
  /// may lie in another one.
  func write(to folder: OpenFolder) throws(SystemError) {
    var open: (path: [String], folder: OpenFolder) = ([], folder)
    for entry in entries {
      let path = Array(entry.path.dropLast())
      if open.path != path { open = (path, try folder.folder(path.joined(separator: "/"), create: true)) }
      let name = entry.path.last ?? ""
      switch (entry.content, try open.folder.entry(name)) {
      case (.file(let bytes), .missing): try open.folder.create(name).writeAll(bytes)
      case (.link(let target), .missing): try open.folder.createLink(name, to: target)
      case (.file(let bytes), .file): if try open.folder.read(name) != bytes { throw SystemError(EEXIST) }
      case (.link(let target), .symbolicLink):
        if try open.folder.linkTarget(name) != target { throw SystemError(EEXIST) }
      default: throw SystemError(EEXIST)
      }
    }
  }
}
