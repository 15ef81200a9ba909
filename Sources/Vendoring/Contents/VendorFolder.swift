import Glibc
import Platform

/// A folder that has, or is to have, a `vendor/` folder and the jsonnetfiles beside it. One process writes to it at a
/// time.
struct VendorFolder {
  /// What is to be in `vendor/`.
  struct Contents {
    var packages: [(name: String, tree: PackageTree)]
    /// Short links and links to local folders: name and target, the first of one name wins.
    var links: [(name: String, target: String)]
  }

  /// As messages name it.
  let shown: String
  private let folder: OpenFolder?

  /// - Parameter create: makes the folder, and waits until nobody else writes to it.
  init(_ path: String, shownAs shown: String, create: Bool) throws(VendorProblem) {
    self.shown = shown
    do {
      if create { try LocalFiles.createFolders(path) }
      let opened = try OpenFolder.open(root: path)
      if create {
        // Now, not when everything is fetched and half of it is in place.
        try checked { faccessat(opened.descriptor.number, ".", W_OK, 0) }
        try checked { flock(opened.descriptor.number, LOCK_EX) }
        try Self.removeLeftovers(in: opened)
      }
      folder = opened
    } catch where error.number == ENOENT && !create {
      folder = nil
    } catch {
      throw .system("cannot write to", shown == "." ? path : shown, errno: error.number)
    }
  }

  /// What a killed process began here: it holds the folder no more.
  private static func removeLeftovers(in folder: OpenFolder) throws(SystemError) {
    for name in try folder.names().filter(PassingFile.isPassing) {
      if try folder.entry(name) == .folder { try folder.removeTree(name) }
    }
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

  /// The files of a package that is there; nil where it is not, or is not as packages are.
  func package(_ name: String) -> PackageTree? {
    guard let folder else { return nil }
    return try? PackageTree(in: folder, at: "vendor/\(name)", of: name)
  }

  /// What is different from a list of packages with their sums, by path below this folder's parent.
  func differences(sums: [String: String]) throws(VendorProblem) -> [VendorDifference] {
    guard let folder, let vendor = try? folder.folder("vendor") else {
      return [VendorDifference(kind: .missing, path: "\(shown)/vendor")]
    }
    let entries: [PackageTree.Entry]
    let list: FileList?
    do throws(SystemError) {
      entries = try PackageTree.entries(in: vendor)
      list = try vendor.entry(FileList.fileName) == .file ? FileList(reading: try vendor.read(FileList.fileName)) : nil
    } catch {
      throw .system("cannot read", "\(shown)/vendor", errno: error.number)
    }
    var found = list?.differences(to: FileList(entries)) ?? []
    for (name, sum) in sums.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    where package(name)?.sum != sum && !found.contains(where: { $0.path.hasPrefix(name + "/") }) {
      found.append(VendorDifference(kind: package(name) == nil ? .missing : .changed, path: name))
    }
    return found.map { VendorDifference(kind: $0.kind, path: "\(shown)/vendor/\($0.path)") }
  }

  /// The paths of all files and links in `vendor/`, but the list of them.
  func names() throws(VendorProblem) -> Set<String> {
    do {
      guard let vendor = try folder?.folder("vendor") else { return [] }
      return Set(try PackageTree.entries(in: vendor).map(\.name)).subtracting([FileList.fileName])
    } catch where error.number == ENOENT {
      return []
    } catch {
      throw .system("cannot read", "\(shown)/vendor", errno: error.number)
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
      let list = FileList(try PackageTree.entries(in: vendor))
      try vendor.replace(FileList.fileName, with: Array(list.text.utf8))
      try folder.exchange(passing, with: "vendor")
      try folder.removeTree(passing)
    } catch {
      try? folder.removeTree(passing)
      if error.number == EEXIST, !current.isEmpty { throw .overlap(current, "a package around it") }
      throw .system("cannot write", "\(shown)/vendor", errno: error.number)
    }
  }
}
