import Diagnostics
import Platform

/// What a build is going to do to one tree: a pure function of what shall be and what is on disk.
public struct TreePlan: Sendable {
  struct Write: Sendable {
    var path: String
    var contents: [UInt8]
    var digest: Digest
  }

  var writes: [Write] = []
  /// Files that monigen wrote and that are no longer produced.
  var removals: [String] = []
  /// The text of `monigen.lock.json`, nil where the one on disk is right.
  var recordText: [UInt8]?
  /// What to note down before the first rename, nil where nothing is renamed or removed.
  var pending: KnownFiles?
  /// Whether a killed build left its notes, which are to go in the end.
  var hasStalePending = false
  /// Passing files of killed builds, to be removed.
  var leftovers: [String] = []
  /// Folders that may be empty once all is done.
  var formerFolders: Set<String> = []

  /// Those of `writes` that are not on disk yet.
  var missing: Set<String> = []

  /// The files whose bytes are right already.
  public internal(set) var unchanged: [String] = []
  /// What the user should know of edited files and of files that may not be monigen's; nothing here stops the build.
  public internal(set) var warnings: [Diagnostic] = []
  /// Why the tree cannot be written. Where there is one, nothing is written.
  public internal(set) var errors: [Diagnostic] = []

  /// The files that will be created or overwritten.
  public var written: [String] { writes.map(\.path) }
  /// The files that will be removed.
  public var removed: [String] { removals }
  /// Whether the tree is on disk just as it shall be.
  public var isEmpty: Bool {
    writes.isEmpty && removals.isEmpty && recordText == nil && !hasStalePending && leftovers.isEmpty
  }
}

extension TreePlan {
  /// Plans the tree of `files`, whose paths are known to be fine (`TreeLayout`).
  ///
  /// A file on disk is monigen's own when a record names its path with just this content. What is not:
  ///
  /// | at a path that | and git has the content | else |
  /// | --- | --- | --- |
  /// | a record names (somebody edited it) | overwritten, with a warning | refused without `force` |
  /// | no record names, and the record is whole (somebody put it there) | refused without `force` | the same |
  /// | no record names, and the record is missing or damaged | overwritten, with a warning | refused without `force` |
  ///
  /// Files that no record names and that the build does not produce are left alone.
  static func make(
    files: [TreeFile], record: BuildRecord, snapshot: TreeSnapshot, place: TreePlace, force: Bool
  ) -> TreePlan {
    var planner = Planner(snapshot: snapshot, place: place, force: force)
    var wanted: [String: Digest] = [:]
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      let digest = file.digest
      wanted[file.path] = digest
      planner.place(file, digest)
    }
    for path in snapshot.known.digests.keys.sorted() where wanted[path] == nil { planner.retire(path) }
    planner.report()
    planner.finish(wanted, record)
    return planner.plan
  }
}

/// Sorts the paths of one tree into the parts of a plan.
private struct Planner {
  let snapshot: TreeSnapshot
  let place: TreePlace
  let force: Bool
  var plan = TreePlan()
  /// Files that are not monigen's own and that cannot be had back.
  private var refused: [LostContent: [String]] = [:]
  private var overwritten: [LostContent: [String]] = [:]
  private var removedEdited: [String] = []

  init(snapshot: TreeSnapshot, place: TreePlace, force: Bool) {
    self.snapshot = snapshot
    self.place = place
    self.force = force
  }

  mutating func place(_ file: TreeFile, _ digest: Digest) {
    let write = TreePlan.Write(path: file.path, contents: file.contents, digest: digest)
    switch snapshot[file.path] {
    case .missing:
      plan.missing.insert(file.path)
      plan.writes.append(write)
    case .file(digest): plan.unchanged.append(file.path)
    case .file(let found) where snapshot.known.wrote(found, at: file.path): plan.writes.append(write)
    case .file, .symbolicLink:
      let content = content(of: file.path)
      if content == .foreign, !force {
        inTheWay(file, "a file that monigen did not write is in the way", hint: content.hint)
      } else {
        if mayLose(file.path) { overwritten[content, default: []].append(file.path) }
        plan.writes.append(write)
      }
    case .notAFile: inTheWay(file, "something that is not a file is in the way")
    case .blocked(let other, let isLink):
      let link = isLink ? ": a symbolic link, and monigen does not write through links" : ""
      inTheWay(file, "'\(other)' is in the way" + link)
    }
  }

  mutating func retire(_ path: String) {
    switch snapshot[path] {
    case .missing, .notAFile, .blocked: break
    case .file(let found) where snapshot.known.wrote(found, at: path): plan.removals.append(path)
    case .file, .symbolicLink:
      if mayLose(path) { removedEdited.append(path) }
      plan.removals.append(path)
    }
  }

  /// Whether an edited file may go; where not, it is noted as refused.
  private mutating func mayLose(_ path: String) -> Bool {
    if force || snapshot.savedByGit.contains(path) { return true }
    refused[content(of: path), default: []].append(path)
    return false
  }

  /// What a file is that no record names with just its content.
  private func content(of path: String) -> LostContent {
    if snapshot.known.knows(path) { return .edited }
    return snapshot.known.isComplete ? .foreign : .unrecorded
  }

  private mutating func inTheWay(
    _ file: TreeFile, _ problem: String, hint: String = "move it away or remove it, then build again"
  ) {
    plan.errors.append(
      Diagnostic(
        "cannot write \(file.object ?? "the file"): \(problem)",
        at: SourceLocation(file: place.display(file.path)), hint: hint))
  }

  mutating func report() {
    let how = force ? "" : "; git has what was there"
    for content in LostContent.allCases {
      if let refused = refused[content] {
        plan.errors.append(
          Diagnostic(
            "\(place.path): \(content.words(refused.count)), and git cannot give back what is there",
            notes: notes(refused), hint: content.hint))
      }
      if let overwritten = overwritten[content] {
        plan.warnings.append(
          Diagnostic(
            "\(place.path): overwrote \(content.words(overwritten.count))" + how, severity: .warning,
            notes: notes(overwritten), hint: content.advice))
      }
    }
    if !removedEdited.isEmpty {
      plan.warnings.append(
        Diagnostic(
          "\(place.path): removed \(count(removedEdited)) no longer produced and changed by hand" + how,
          severity: .warning, notes: notes(removedEdited)))
    }
    if !snapshot.unknown.isEmpty {
      plan.warnings.append(
        Diagnostic(
          "\(place.path): \(BuildRecord.fileName) was missing or damaged, so monigen cannot tell whether it wrote "
            + "\(count(snapshot.unknown)) not part of the tree; left alone",
          severity: .warning, notes: notes(snapshot.unknown), hint: "remove what is not yours"))
    }
  }

  /// `1 file that is`, `3 files that are`: the words that follow say what.
  private func count(_ paths: [String]) -> String {
    paths.count == 1 ? "1 file that is" : "\(paths.count) files that are"
  }

  private func notes(_ paths: [String]) -> [Diagnostic.Note] {
    let shown = paths.sorted().prefix(20).map { Diagnostic.Note(place.display($0)) }
    return paths.count > 20 ? shown + [Diagnostic.Note("… and \(paths.count - 20) more")] : shown
  }

  mutating func finish(_ wanted: [String: Digest], _ record: BuildRecord) {
    guard plan.errors.isEmpty else { return }
    let text = Array(record.text(files: wanted).utf8)
    if text != snapshot.recordText { plan.recordText = text }
    plan.hasStalePending = snapshot.pending != nil
    plan.leftovers = snapshot.leftovers
    plan.formerFolders = Set(snapshot.known.digests.keys.flatMap(TreePath.folders(above:)))
    guard !plan.writes.isEmpty || !plan.removals.isEmpty else { return }
    plan.pending = pending()
  }

  /// What a killed build may leave on disk besides what the old record names: what is about to be written, and what an
  /// earlier killed build wrote and is still there.
  private func pending() -> KnownFiles {
    var files = KnownFiles()
    for write in plan.writes { files.insert(write.digest, at: write.path) }
    for (path, digests) in snapshot.pending?.digests ?? [:] {
      if case .file(let found) = snapshot[path], digests.contains(found) { files.insert(found, at: path) }
    }
    return files
  }
}
