import Glibc
import Platform

/// What is in `vendor/` now.
extension VendorFolder {
  /// The files of a package that is there; nil where it is not, or is not as packages are.
  func package(_ name: String) -> PackageTree? {
    guard let folder else { return nil }
    return try? PackageTree(in: folder, at: "vendor/\(name)", of: name)
  }

  /// The commit of each package in `vendor/`, by the list that is kept there; nothing where another program made it.
  func versions() throws(VendorProblem) -> [String: String] { try list()?.versions ?? [:] }

  private func list() throws(VendorProblem) -> FileList? {
    do {
      guard let vendor = try folder?.folder("vendor") else { return nil }
      return FileList(reading: try vendor.read(FileList.fileName))
    } catch where error.number == ENOENT {
      return nil
    } catch {
      throw .system("cannot read", "\(shown)/vendor", errno: error.number)
    }
  }

  /// What is different from the packages that a lock names, by path below this folder's parent.
  func differences(from locked: [String: VendorLock.Package]) throws(VendorProblem) -> [VendorDifference] {
    guard let entries = try entries() else { return [VendorDifference(kind: .missing, path: "\(shown)/vendor")] }
    let list = try list()
    var found = list?.differences(to: FileList(entries)) ?? []
    let versions = list?.versions ?? [:]
    for (name, package) in locked.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let tree = self.package(name)
      if let version = versions[name], version != package.version {
        found.append(VendorDifference(kind: .otherVersion, path: name))
      } else if tree?.sum != package.sum, !found.contains(where: { $0.path.hasPrefix(name + "/") }) {
        found.append(VendorDifference(kind: tree == nil ? .missing : .changed, path: name))
      }
    }
    for name in versions.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where locked[name] == nil {
      found.append(VendorDifference(kind: .added, path: name))
    }
    return found.map { VendorDifference(kind: $0.kind, path: "\(shown)/vendor/\($0.path)") }
  }

  /// Everything in `vendor/`; nil where there is none.
  private func entries() throws(VendorProblem) -> [PackageTree.Entry]? {
    do {
      guard let vendor = try folder?.folder("vendor") else { return nil }
      return try PackageTree.entries(in: vendor)
    } catch where error.number == ENOENT {
      return nil
    } catch {
      throw .system("cannot read", "\(shown)/vendor", errno: error.number)
    }
  }

  /// Whether `vendor/` has nothing but some contents, and says that they are of these commits.
  func has(only contents: Contents) throws(VendorProblem) -> Bool {
    var files = Set(contents.links.map(\.name))
    for package in contents.packages { files.formUnion(package.tree.entries.map { "\(package.name)/\($0.name)" }) }
    let found = try entries() ?? []
    guard Set(found.map(\.name)).subtracting([FileList.fileName]) == files else { return false }
    return try versions() == contents.versions
  }
}
