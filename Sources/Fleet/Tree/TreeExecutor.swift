import Diagnostics
import Glibc
import Platform

/// Carries a plan out.
///
/// 1. The pending record says what is about to be written. From here on a kill leaves nothing that looks like a
///    person's edit.
/// 2. Every new file is written beside its place under a passing name, and reaches the disk. What can fail for want of
///    room or rights fails here, and leaves the tree as it was.
/// 3. The files are renamed into place, and those no longer produced are removed.
/// 4. The build record is renamed into place, then the pending record goes.
struct TreeExecutor {
  let plan: TreePlan
  let place: TreePlace
  let tree: OpenFolder
  private var folders: [String: OpenFolder] = [:]
  private var staged: [Staged] = []
  /// The folders that this run created, for an error to take back.
  private var created: [String] = []
  /// From here on the tree is no longer what it was.
  private var hasRenamed = false

  private struct Staged {
    var name: String
    var path: String
    var folder: OpenFolder
  }

  init(plan: TreePlan, place: TreePlace, tree: OpenFolder) {
    self.plan = plan
    self.place = place
    self.tree = tree
  }

  mutating func run() throws {
    do {
      for path in plan.leftovers { try remove(path) }
      if let pending = plan.pending {
        try replace(PendingRecord.fileName, Array(PendingRecord.text(pending).utf8))
      }
      for write in plan.writes { try stage(write) }
      if isLarge { try synchronizeAll() }
      for file in staged { try commit(file) }
      staged = []
      for path in plan.removals {
        try remove(path)
        hasRenamed = true
      }
      for folder in folders.values { try? folder.synchronize() }
      if let text = plan.recordText { try replace(BuildRecord.fileName, text) }
      try tree.remove(PendingRecord.fileName)
      removeEmptyFolders()
    } catch {
      takeBack()
      throw error
    }
  }

  // MARK: - Writing

  private mutating func stage(_ write: TreePlan.Write) throws {
    do {
      let folder = try open(TreePath.folder(of: write.path))
      let name = PassingFile.name()
      staged.append(Staged(name: name, path: write.path, folder: folder))
      try Self.write(write.contents, as: name, in: folder, isSynchronized: !isLarge)
    } catch {
      throw error.diagnostic("cannot write the file", at: place.display(write.path))
    }
  }

  private mutating func commit(_ file: Staged) throws {
    do {
      try file.folder.rename(file.name, to: TreePath.name(of: file.path))
      hasRenamed = true
      Interruption.forget(file.name)
    } catch {
      throw error.diagnostic("cannot write the file", at: place.display(file.path))
    }
  }

  /// Replaces one of monigen's own files at the top of the tree.
  private func replace(_ name: String, _ contents: [UInt8]) throws {
    let passing = PassingFile.name()
    do {
      try Self.write(contents, as: passing, in: tree, isSynchronized: true)
      try tree.rename(passing, to: name)
      Interruption.forget(passing)
      try? tree.synchronize()  // some file systems have no fsync for folders
    } catch {
      try? tree.remove(passing)
      Interruption.forget(passing)
      throw error.diagnostic("cannot write the file", at: place.display(name))
    }
  }

  private static func write(
    _ contents: [UInt8], as name: String, in folder: OpenFolder, isSynchronized: Bool
  ) throws(SystemError) {
    let file = try Interruption.creating(name, in: folder)
    try file.writeAll(contents)
    if isSynchronized { try checked { fsync(file.number) } }
  }

  /// Whether so much is written that to wait for each file by itself would take longer than to wait for all at once.
  private var isLarge: Bool { plan.writes.count > 8 }

  private func synchronizeAll() throws {
    do {
      try tree.synchronizeFileSystem()
    } catch {
      throw error.diagnostic("cannot write the files", at: place.path)
    }
  }

  private mutating func remove(_ path: String) throws {
    do {
      let folder = try open(TreePath.folder(of: path))
      try folder.remove(TreePath.name(of: path))
    } catch {
      throw error.diagnostic("cannot remove the file", at: place.display(path))
    }
  }

  /// The folder of a path within the tree, created where it is missing.
  private mutating func open(_ path: String) throws(SystemError) -> OpenFolder {
    if let folder = folders[path] { return folder }
    let parent = path.isEmpty ? tree : try open(TreePath.folder(of: path))
    guard !path.isEmpty else {
      folders[path] = tree
      return tree
    }
    let name = TreePath.name(of: path)
    if try parent.entry(name) == .missing { created.append(path) }
    let folder = try parent.folder(name, create: true)
    folders[path] = folder
    return folder
  }

  // MARK: - Cleaning up

  /// After an error: no passing file stays, and where nothing was renamed yet the tree is as it was.
  private mutating func takeBack() {
    for file in staged {
      try? file.folder.remove(file.name)
      Interruption.forget(file.name)
    }
    guard !hasRenamed else { return }
    if !plan.hasStalePending { try? tree.remove(PendingRecord.fileName) }
    for path in created.reversed() { remove(emptyFolder: path) }
  }

  private func removeEmptyFolders() {
    let kept = Set(plan.writes.map(\.path) + plan.unchanged).flatMap(TreePath.folders(above:))
    let former = plan.formerFolders.subtracting(kept)
    for path in former.sorted(by: { $0.utf8.count > $1.utf8.count }) { remove(emptyFolder: path) }
  }

  private func remove(emptyFolder path: String) {
    guard let parent = try? tree.folder(TreePath.folder(of: path)) else { return }
    parent.removeIfEmpty(TreePath.name(of: path))
  }
}
