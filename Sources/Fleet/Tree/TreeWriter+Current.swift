import Platform

/// Whether a tree is on disk already, asked with as little work as can be: a fleet is built more often than it changes.
extension TreeWriter {
  /// What a tree is to hold.
  struct Expected: Sendable {
    /// All that the tree is made of: with this its files are known, and their contents.
    var origin: Digest
    /// The digest of each file, by path.
    var files: [String: Digest]
    var record: BuildRecord
  }

  /// How many files the tree on disk has, where it is known to be just what a build would leave: no stamp has changed
  /// since a build looked at it that made it of the same. Nil where that is not known.
  func count(ofTreeMadeOf origin: Digest) -> Int? {
    guard let known = stamps.stamps(ofFilesMadeOf: origin), let tree = try? existingTree() else { return nil }
    let byFolder = Dictionary(grouping: known) { TreePath.folder(of: $0.key) }
    let areCurrent = Set(byFolder.keys.flatMap { TreePath.folders(above: $0) + [$0] }).union([""]).allSatisfy { path in
      guard let folder = try? tree.folder(path), let names = try? folder.names(),
        !names.contains(where: { $0.hasPrefix(TreePath.reservedPrefix) })
      else { return false }
      return byFolder[path, default: []].allSatisfy { path, stamp in
        (try? folder.status(TreePath.name(of: path))).map { FileStamp($0) } == stamp
      }
    }
    // The record is a file of the tree, but none that a build counts.
    return areCurrent ? known.count - 1 : nil
  }

  /// Whether the tree on disk is just what a build would leave.
  func isCurrent(_ expected: Expected) -> Bool {
    guard let tree = try? existingTree(),
      let snapshot = try? TreeSnapshot.take(of: tree, paths: expected.files.keys, place: place, stamps: stamps),
      snapshot.pending == nil, snapshot.leftovers.isEmpty, snapshot.states.count == expected.files.count,
      expected.files.allSatisfy({ snapshot[$0] == .file($1) }), let text = snapshot.recordText,
      text.elementsEqual(expected.record.text(files: expected.files).utf8)
    else { return false }
    var files = expected.files
    files[BuildRecord.fileName] = Digest(of: text)
    _ = try? TreeSnapshot.digest(of: BuildRecord.fileName, in: tree, stamps)
    stamps.note(origin: expected.origin, of: files)
    return true
  }

  /// Keeps for later builds what is known of the tree's files.
  func saveStamps() { stamps.save() }

  /// Looks at trees that were just written as the next build will, so that it need not read them, and keeps what is
  /// known of their files.
  ///
  /// - Parameters:
  ///   - jobs: how many trees are read at a time.
  ///   - isCoarse: whether a stamp is of a file system that tells no times finer than a second. There, new files would
  ///     have to be waited for too long.
  static func settle(
    _ trees: [(writer: TreeWriter, expected: Expected)], jobs: Int, isCoarse: (FileStamp) -> Bool = \.isCoarse
  ) {
    let settling = trees.filter { tree in tree.writer.recordStamp.map { !isCoarse($0) } ?? false }
    // Stamps are as young as the writing; from the next tick of the clock on they tell of changes.
    if !settling.isEmpty { FileStamp.awaitTick() }
    _ = ParallelMap.run(settling, jobs: jobs) { $0.writer.isCurrent($0.expected) }
    for tree in trees { tree.writer.saveStamps() }
  }

  /// The stamp of the tree's record; nil where there is no tree with one.
  private var recordStamp: FileStamp? {
    (try? existingTree()?.status(BuildRecord.fileName)).map { FileStamp($0) }
  }
}
