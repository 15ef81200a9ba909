import Diagnostics
import Platform

/// What is on disk before a build: all that a plan depends on.
struct TreeSnapshot: Sendable, Equatable {
  /// What stands at one path that the build or a record names.
  enum State: Sendable, Equatable {
    case missing
    case file(Digest)
    case symbolicLink
    /// A folder, a pipe, a socket, a device.
    case notAFile
    /// A folder above the path is something else, or a symbolic link.
    case blocked(by: String, isLink: Bool)
  }

  var states: [String: State] = [:]
  /// What `monigen.lock.json` names, together with a pending record that a killed build left.
  var known = KnownFiles()
  /// The bytes of `monigen.lock.json`, nil where it is missing.
  var recordText: [UInt8]?
  /// What a killed build left behind: the files that it was about to write.
  var pending: KnownFiles?
  /// Passing files that killed builds left; nobody else writes here while the output root is locked.
  var leftovers: [String] = []
  /// Files of the tree that no record names; looked for only where the record is missing or damaged.
  var unknown: [String] = []
  /// Paths with a content that no record names, but which git has, so that overwriting loses nothing.
  var savedByGit: Set<String> = []

  subscript(path: String) -> State { states[path] ?? .missing }
}

extension TreeSnapshot {
  /// Looks at the tree. `tree` is nil where there is no folder yet.
  ///
  /// - Parameter stamps: what is known of its files from an earlier build.
  static func take(
    of tree: OpenFolder?, paths: some Sequence<String>, place: TreePlace, stamps: StampIndex
  ) throws -> TreeSnapshot {
    var snapshot = TreeSnapshot()
    guard let tree else {
      snapshot.known.isComplete = false
      return snapshot
    }
    snapshot.recordText = try read(BuildRecord.fileName, in: tree, place: place)
    snapshot.known = KnownFiles(reading: snapshot.recordText)
    if let pending = try read(PendingRecord.fileName, in: tree, place: place) {
      var files = KnownFiles(reading: pending)
      files.isComplete = true  // it only adds to the record: damage in it hides no file that the record names
      snapshot.pending = files
      snapshot.known = snapshot.known.union(files)
    }
    for path in Set(paths).union(snapshot.known.digests.keys).sorted() {
      snapshot.states[path] = try state(of: path, in: tree, place: place, stamps)
    }
    snapshot.leftovers = leftovers(in: tree, folders: Set(snapshot.states.keys.flatMap(TreePath.folders(above:))))
    if !snapshot.known.isComplete {
      let named = Set(snapshot.states.keys)
      snapshot.unknown = names(in: tree, below: "").filter { !named.contains($0) }.sorted()
    }
    return snapshot
  }

  /// The files with a content that monigen did not write, although their path is (or may be) its own.
  func edited(wanted: [String: Digest]) -> [String] {
    states.keys.sorted().filter { path in
      guard case .file(let digest) = self[path], digest != wanted[path], !known.wrote(digest, at: path) else {
        return false
      }
      return known.knows(path) || !known.isComplete
    }
  }

  private static func read(_ name: String, in tree: OpenFolder, place: TreePlace) throws -> [UInt8]? {
    do {
      return try tree.entry(name) == .file ? try tree.read(name) : nil
    } catch {
      throw error.diagnostic("cannot read the file", at: place.display(name))
    }
  }

  private static func state(
    of path: String, in tree: OpenFolder, place: TreePlace, _ stamps: StampIndex
  ) throws -> State {
    do {
      var folder = tree
      for above in TreePath.folders(above: path) {
        let name = TreePath.name(of: above)
        switch try folder.entry(name) {
        case .folder: folder = try folder.folder(name)
        case .missing: return .missing
        case .file, .other: return .blocked(by: above, isLink: false)
        case .symbolicLink: return .blocked(by: above, isLink: true)
        }
      }
      let name = TreePath.name(of: path)
      switch try folder.entry(name) {
      case .missing: return .missing
      case .file: return .file(try digest(of: path, in: folder, stamps))
      case .symbolicLink: return .symbolicLink
      case .folder, .other: return .notAFile
      }
    } catch {
      throw error.diagnostic("cannot read the file", at: place.display(path))
    }
  }

  /// The digest of a file, read only where its stamp is not known.
  static func digest(
    of path: String, in folder: OpenFolder, _ stamps: StampIndex
  ) throws(SystemError) -> Digest {
    let name = TreePath.name(of: path)
    let time = FileStamp.now
    let stamp = try folder.status(name).map { FileStamp($0) }
    if let stamp, let known = stamps.digest(of: path, stamp) { return known }
    let digest = Digest(of: try folder.read(name))
    if let stamp, try folder.status(name).map({ FileStamp($0) }) == stamp {
      stamps.note(path, stamp, digest, at: time)
    }
    return digest
  }

  private static func leftovers(in tree: OpenFolder, folders: Set<String>) -> [String] {
    folders.union([""]).sorted().flatMap { path -> [String] in
      guard let folder = try? tree.folder(path), let names = try? folder.names() else { return [] }
      return names.filter(TreePath.isPassing).map { path.isEmpty ? $0 : "\(path)/\($0)" }
    }
  }

  /// The files below a folder, links and monigen's own passing files aside; folders that cannot be read are left out.
  private static func names(in folder: OpenFolder, below prefix: String, depth: Int = 0) -> [String] {
    guard depth < 8, let names = try? folder.names() else { return [] }
    return names.flatMap { name -> [String] in
      let path = prefix + name
      switch try? folder.entry(name) {
      case .file: return path == BuildRecord.fileName || name.hasPrefix(TreePath.reservedPrefix) ? [] : [path]
      case .folder:
        guard name != ".git", let inner = try? folder.folder(name) else { return [] }
        return Self.names(in: inner, below: path + "/", depth: depth + 1)
      default: return []
      }
    }
  }
}

/// Where a tree is, for the eyes of the user.
struct TreePlace: Sendable {
  /// `generated/aws-prod`, as the user would write it.
  var path: String
  /// The cluster's name.
  var cluster: String

  func display(_ file: String) -> String { "\(path)/\(file)" }
}
