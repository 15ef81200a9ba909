import Diagnostics
import Glibc
import Platform

/// Writes the files of one cluster, and only what has to change.
///
///     let root = try OutputRoot(path: "generated", use: .write)
///     let writer = TreeWriter(root: root, cluster: "aws-prod")
///     let plan = try writer.plan(files, record: record)   // looks, touches nothing
///     try writer.execute(plan)                            // plan.written, plan.removed, plan.warnings
///
/// Plan all clusters first, then execute: so nothing is written where one of them cannot be.
public struct TreeWriter: Sendable {
  let root: OutputRoot
  let place: TreePlace
  let stamps: StampIndex

  /// - Parameters:
  ///   - cluster: the tree's folder below the root; may have several parts (`eu/prod`).
  ///   - cache: the cache's folder, where the stamps of the tree's files are kept; nil for nowhere.
  public init(root: OutputRoot, cluster: String, cache: String? = nil) {
    self.root = root
    place = TreePlace(path: "\(root.path)/\(cluster)", cluster: cluster)
    let absolute = LocalFiles.realPath(root.path) ?? root.path
    stamps = StampIndex(folder: cache, name: "\(absolute)/\(cluster)")
  }

  /// Compares what shall be with what is on disk.
  ///
  /// - Parameter force: give up changes by hand that git does not have.
  /// - Throws: `DiagnosticList` with every reason why the tree cannot be written.
  public func plan(_ files: [TreeFile], record: BuildRecord, force: Bool = false) throws -> TreePlan {
    let plan = try makePlan(files, record: record, force: force)
    guard plan.errors.isEmpty else { throw DiagnosticList(plan.errors) }
    return plan
  }

  /// Carries a plan out that the same build made under the same lock.
  ///
  /// When it throws, every file is whole: the old one or the new one, mostly the old ones all.
  ///
  /// - Throws: a `Diagnostic` that names the file or folder which could not be written or removed.
  public func execute(_ plan: TreePlan) throws {
    precondition(root.use == .write, "the output root was opened for a check")
    guard !plan.isEmpty else { return }
    guard let top = root.folder else { return }
    var created: [String] = []
    do {
      let tree = try openTree(below: top, created: &created)
      var executor = TreeExecutor(plan: plan, place: place, tree: tree)
      try executor.run()
    } catch {
      for path in created.reversed() {
        guard let parent = try? top.folder(TreePath.folder(of: path)) else { continue }
        parent.removeIfEmpty(TreePath.name(of: path))
      }
      if let error = error as? SystemError { throw error.diagnostic("cannot create the folder", at: place.path) }
      throw error
    }
  }

  /// How the tree on disk differs from what a build would leave, in the order of paths; empty where it does not.
  /// Writes nothing. Edited files are differences, never errors.
  ///
  /// - Throws: a `Diagnostic` where the tree cannot be read, a `DiagnosticList` where a build could not write it.
  public func check(_ files: [TreeFile], record: BuildRecord) throws -> [TreeDifference] {
    let plan = try makePlan(files, record: record, force: true)
    guard plan.errors.isEmpty else { throw DiagnosticList(plan.errors) }
    var differences = plan.writes.map { write in
      TreeDifference(path: write.path, kind: plan.missing.contains(write.path) ? .missing : .changed)
    }
    differences += plan.removals.map { TreeDifference(path: $0, kind: .extra) }
    differences.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    if plan.recordText != nil { differences.append(TreeDifference(path: BuildRecord.fileName, kind: .record)) }
    if plan.hasStalePending { differences.append(TreeDifference(path: PendingRecord.fileName, kind: .extra)) }
    return differences
  }

  /// What is on disk now at paths of the tree; what is no file, or cannot be read, is left out.
  func contents(of paths: [String]) -> [TreeFile] {
    guard let tree = try? existingTree() else { return [] }
    return paths.compactMap { path in
      guard let folder = try? tree.folder(TreePath.folder(of: path)),
        let contents = try? folder.read(TreePath.name(of: path))
      else { return nil }
      return TreeFile(path: path, contents: contents)
    }
  }

  private func makePlan(_ files: [TreeFile], record: BuildRecord, force: Bool) throws -> TreePlan {
    if let problem = TreePath.problem(with: place.cluster) {
      throw Diagnostic("cannot write cluster '\(place.cluster)': its name \(problem)")
    }
    let problems = TreeLayout.problems(in: files, cluster: place.cluster)
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    let tree = try existingTree()
    var snapshot = try TreeSnapshot.take(of: tree, paths: files.map(\.path), place: place, stamps: stamps)
    if !force {
      let wanted = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.digest) })
      let edited = snapshot.edited(wanted: wanted)
      if !edited.isEmpty { snapshot.savedByGit = GitContents.saved(edited, in: place.path) }
    }
    return TreePlan.make(files: files, record: record, snapshot: snapshot, place: place, force: force)
  }

  func existingTree() throws -> OpenFolder? {
    do {
      return try root.folder?.folder(place.cluster)
    } catch where error.number == ENOENT {
      return nil
    } catch {
      throw error.diagnostic("cannot use the folder", at: place.path)
    }
  }

  private func openTree(below top: OpenFolder, created: inout [String]) throws(SystemError) -> OpenFolder {
    for path in TreePath.folders(above: place.cluster) + [place.cluster] {
      do {
        _ = try top.folder(path)
      } catch where error.number == ENOENT {
        _ = try top.folder(path, create: true)
        created.append(path)
      }
    }
    return try top.folder(place.cluster)
  }
}

/// One file that is not as a build would leave it.
public struct TreeDifference: Sendable, Hashable {
  /// How the file differs.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// The build produces it, and it is not there.
    case missing
    /// It is there with other contents.
    case changed
    /// monigen wrote it, and the build no longer produces it.
    case extra
    /// `monigen.lock.json` is missing or tells something else.
    case record
  }

  /// Relative to the tree.
  public var path: String
  /// How it differs from what a build would leave.
  public var kind: Kind

  /// A difference at a path relative to the tree.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}
