import Platform
import ValueTree

extension VendorJob {
  /// What on disk is not as the locks say; writes and fetches nothing.
  ///
  /// - Parameter releases: those to look at; without any, all of the lock and the project's own packages.
  /// - Throws: a `VendorProblem`, or a `Diagnostic` for a lock that cannot be read.
  public func check(releases: [String]) throws -> [VendorDifference] {
    // One folder may stand in the place of packages of several releases.
    return try differences(releases).uniqued()
  }

  private func differences(_ releases: [String]) throws -> [VendorDifference] {
    let lock = try VendorLock.read(in: root)
    let tags = try releases.isEmpty ? lock.releases.keys.sorted() : releases.map { text in
      let tag = try ReleaseTag(text)
      guard let found = tag.newest(of: lock.releases.keys) else {
        throw VendorProblem.noTag(tag.description, VendorLock.fileName)
      }
      return found
    }
    var differences: [VendorDifference] = []
    for tag in tags {
      guard let release = lock.releases[tag] else { continue }
      let folder = try folder(ofRelease: tag)
      if !release.hasOwnCommit { differences.append(.init(kind: .otherVersion, path: folder.shown)) }
      differences += try folder.differences(from: release.packages)
      differences += try folder.jsonnetfileDifferences(from: release.packages)
      differences += try changedFolders(release.packages)
    }
    guard releases.isEmpty, let bytes = try projectFolder().read(Jsonnetfile.lockName) else {
      if tags.isEmpty { throw VendorProblem.nothingToDo }
      return differences
    }
    let own = try Jsonnetfile(reading: bytes, file: Jsonnetfile.lockName)
    return try differences + projectDifferences(own, replaced: lock.replaced)
  }

  private func projectDifferences(
    _ lock: Jsonnetfile, replaced: [String: VendorLock.Package]
  ) throws -> [VendorDifference] {
    let packages = lock.dependencies.compactMap { package in
      package.sum.map {
        (package.name, VendorLock.Package(version: replaced[package.name]?.version ?? package.version, sum: $0))
      }
    }
    let locked = Dictionary(packages, uniquingKeysWith: { $1 })
    let found = try projectFolder().differences(from: locked)
      .map { VendorDifference(kind: $0.kind, path: String($0.path.dropFirst(2))) }
    let disagrees = replaced.contains { name, package in locked[name].map { $0.sum != package.sum } ?? true }
    return try found + (disagrees ? [VendorDifference(kind: .changed, path: VendorLock.fileName)] : [])
      + changedFolders(replaced)
  }

  /// The folders in the place of packages whose files are not those that were taken.
  private func changedFolders(_ locked: [String: VendorLock.Package]) throws -> [VendorDifference] {
    try locked.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap { name, package in
      guard let replacement = try replacement(of: name, locked: package),
        replacement.record(for: name).text == package.replacement?.text, let folder = replacement.folder(for: name),
        try PackageTree(replacing: name, with: folder).sum != package.sum
      else { return nil }
      return VendorDifference(kind: .changed, path: replacement.record(for: name).text)
    }
  }
}

extension VendorFolder {
  /// What is wrong with the jsonnetfiles of a release: `jb` would go by them.
  func jsonnetfileDifferences(from locked: [String: VendorLock.Package]) throws(VendorProblem) -> [VendorDifference] {
    var found: [VendorDifference] = []
    if try read(Jsonnetfile.fileName) == nil {
      found.append(.init(kind: .missing, path: "\(shown)/\(Jsonnetfile.fileName)"))
    }
    let path = "\(shown)/\(Jsonnetfile.lockName)"
    guard let bytes = try read(Jsonnetfile.lockName) else { return found + [.init(kind: .missing, path: path)] }
    let lock = try? Jsonnetfile(reading: bytes, file: path)
    let sums = (lock?.dependencies ?? []).map { ($0.name, $0.sum ?? "") }
    if Dictionary(sums, uniquingKeysWith: { $1 }) != locked.mapValues(\.sum) {
      found.append(.init(kind: .changed, path: path))
    }
    return found
  }
}
