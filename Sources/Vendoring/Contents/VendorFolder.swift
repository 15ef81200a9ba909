import Glibc
import Platform

/// A folder that has, or is to have, a `vendor/` folder and the jsonnetfiles beside it.
struct VendorFolder {
  /// What is to be in `vendor/`.
  struct Contents {
    /// Packages with their commits, where those are known.
    var packages: [(name: String, version: String?, tree: PackageTree)]
    /// Short links and links to local folders: name and target, the first of one name wins.
    var links: [(name: String, target: String)]

    var versions: [String: String] {
      Dictionary(
        packages.compactMap { package in package.version.map { (package.name, $0) } }, uniquingKeysWith: { $1 })
    }
  }

  let path: String
  /// As messages name it.
  let shown: String
  /// Nil where there is none.
  let folder: OpenFolder?

  /// The folder as it is now.
  init(_ path: String, shownAs shown: String) throws(VendorProblem) {
    self.path = path
    self.shown = shown
    do {
      folder = try OpenFolder.open(root: path)
    } catch where error.number == ENOENT {
      folder = nil
    } catch {
      throw .system("cannot write to", shown == "." ? path : shown, errno: error.number)
    }
  }

  /// The folder, made where it is not there, in which nobody else works until this is gone.
  init(holding other: VendorFolder) throws(VendorProblem) {
    path = other.path
    shown = other.shown
    do {
      folder = try Self.hold(path)
    } catch {
      throw .system("cannot write to", shown == "." ? path : shown, errno: error.number)
    }
  }

  private static func hold(_ path: String) throws(SystemError) -> OpenFolder {
    while true {
      try LocalFiles.createFolders(path)
      let folder = try OpenFolder.open(root: path)
      try checked { flock(folder.descriptor.number, LOCK_EX) }
      // Who held it before may have failed and taken it away.
      var (held, found) = (stat(), stat())
      try checked { fstat(folder.descriptor.number, &held) }
      guard stat(path, &found) == 0, (held.st_dev, held.st_ino) == (found.st_dev, found.st_ino) else { continue }
      return folder
    }
  }

  /// Throws where nothing can be written here: better now than when everything is fetched.
  func requireWritable() throws(VendorProblem) {
    var current = path
    while faccessat(AT_FDCWD, current, W_OK, 0) != 0 {
      let error = SystemError()
      guard error.number == ENOENT, let slash = current.lastIndex(of: "/"), slash > current.startIndex else {
        throw .system("cannot write to", shown == "." ? path : shown, errno: error.number)
      }
      current = String(current[..<slash])
    }
  }

  /// Removes what killed processes began here, where nobody else is at work.
  func removeLeftovers() {
    guard let folder, flock(folder.descriptor.number, LOCK_EX | LOCK_NB) == 0 else { return }
    defer { flock(folder.descriptor.number, LOCK_UN) }
    folder.removeLeftovers()
  }

  /// A file beside `vendor/`; nil where it is not there.
  func read(_ name: String) throws(VendorProblem) -> [UInt8]? {
    guard let folder else { return nil }
    do {
      return try folder.read(name)
    } catch where error.number == ENOENT {
      return nil
    } catch {
      throw .system("cannot read", "\(shown)/\(name)", errno: error.number)
    }
  }

  /// Writes a file beside `vendor/` where it says something else, whole or not at all.
  func write(_ text: String, to name: String) throws(VendorProblem) {
    let bytes = Array(text.utf8)
    if try read(name) == bytes { return }
    do {
      try folder?.replace(name, with: bytes)
    } catch {
      throw .system("cannot write", "\(shown)/\(name)", errno: error.number)
    }
  }

  /// Makes `vendor/` anew beside the one that is there, then puts it in its place at once.
  func install(_ contents: Contents) throws(VendorProblem) {
    guard let folder else { return }
    let passing = PassingFile.name()
    var current = ""
    do throws(SystemError) {
      let vendor = try folder.createFolder(passing)
      for package in contents.packages {
        current = package.name
        try package.tree.write(to: try vendor.folder(package.name, create: true))
      }
      for link in contents.links where try vendor.entry(link.name) == .missing {
        try vendor.createLink(link.name, to: link.target)
      }
      let list = FileList(try PackageTree.entries(in: vendor), versions: contents.versions)
      try vendor.replace(FileList.fileName, with: Array(list.text.utf8))
      try folder.exchange(passing, with: "vendor")
      try folder.removeTree(passing)
    } catch {
      try? folder.removeTree(passing)
      rmdir(path)  // where it was made for this, and nothing else is in it
      if error.number == EEXIST, !current.isEmpty { throw .overlap(current, "a package around it") }
      throw .system("cannot write", "\(shown)/vendor", errno: error.number)
    }
  }
}
