import Diagnostics
import Platform

/// The trees of a project as commits have them: what is committed below the output folder, whatever the work tree says.
struct CommittedTrees {
  private let repository: GitRepository
  /// The output folder as a person would write it.
  private let folder: String

  /// Nil where the output folder is in no git repository. It may be in another one than the project.
  init?(_ settings: Settings, of project: Project) throws {
    let path = project.absolute(settings.output)
    guard let repository = try GitRepository.around(LocalFiles.realPath(path) ?? path) else { return nil }
    self.repository = repository
    folder = settings.output
  }

  /// The trees of a revision.
  ///
  /// - Throws: a `Diagnostic` where there is no such revision, or no tree in it.
  func side(at revision: String, title: String) throws -> ReferencedSide {
    let commit = try self.commit(revision)
    let side = try self.side(commit: commit, title: title)
    guard !side.clusters.isEmpty else { throw ReferenceProblem.noTrees(folder: folder, title).diagnostic }
    return side
  }

  /// The trees of the commit in which HEAD and a revision part.
  ///
  /// - Throws: as `side(at:title:)`, and where the clone at hand does not have that commit.
  func side(atMergeBaseWith revision: String) throws -> ReferencedSide {
    let commit = try self.commit(revision)
    guard let base = try repository.mergeBase(self.commit("HEAD"), commit) else {
      throw try ReferenceProblem.noCommonCommit(revision, isShallow: repository.isShallow()).diagnostic
    }
    return try side(at: base, title: "\(Reference.mergeBase(revision)) (\(base.prefix(12)))")
  }

  /// The trees of HEAD; nil where nothing is committed below the output folder.
  func sideAtHead(title: String) throws -> ReferencedSide? {
    guard let head = try repository.commit("HEAD") else { return nil }
    let side = try self.side(commit: head, title: title)
    return side.clusters.isEmpty ? nil : side
  }

  private func commit(_ revision: String) throws -> String {
    guard let commit = try repository.commit(revision) else {
      throw try ReferenceProblem.unknownRevision(revision, isShallow: repository.isShallow()).diagnostic
    }
    return commit
  }

  private func side(commit: String, title: String) throws -> ReferencedSide {
    let files = try repository.files(at: commit)
    let trees = Dictionary(grouping: files) { $0.path.prefix { $0 != "/" } }
    let built = files.compactMap { file -> String? in
      let parts = file.path.split(separator: "/")
      return parts.count == 2 && parts[1] == BuildRecord.fileName ? String(parts[0]) : nil
    }
    let clusters = built.sorted().map { cluster($0, trees[Substring($0)] ?? [], at: commit.prefix(12)) }
    return ReferencedSide(title: title, clusters: clusters)
  }

  private func cluster(
    _ name: String, _ files: [GitRepository.File], at commit: Substring
  ) -> ReferencedCluster {
    let files = files.filter { ManifestFiles.mayHoldManifests($0.path) && !$0.isLink }
    return ReferencedCluster(name: name) { [repository, folder] in
      let contents = try repository.contents(of: files)
      return try ManifestFiles.objects(
        of: zip(files, contents).map { .init(name: "\(commit):\(folder)/\($0.path)", bytes: $1) })
    }
  }
}
