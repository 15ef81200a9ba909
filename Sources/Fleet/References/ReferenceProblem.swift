import Diagnostics

/// What can be wrong with a reference; all of its words are here.
enum ReferenceProblem {
  case empty
  case noRevision(String)
  case badRevision(String)
  case noFolder(String)
  case nothingToCheck(String)
  case notAFolder(String)
  case noManifests(String)
  case notBuilt(folder: String, [String])
  case leadsOut(String)
  case cycle(String)
  case tooDeep(String)
  case unknownRevision(String, isShallow: Bool)
  case noCommonCommit(String, isShallow: Bool)
  case noTrees(folder: String, String)
  /// With the system's words.
  case noGit(String)
  case notInRepository(String)
  case nothingCommitted(String)
  case git(String)
  case unreadableFile(String)
  case severalClusters(folder: String, clusters: [String], side: String)

  var diagnostic: Diagnostic {
    switch self {
    case .empty: Diagnostic("an empty text names nothing to compare", hint: Self.choices)
    case .noRevision(let text):
      Diagnostic("'\(text)' needs a revision of git", hint: "write git:main, git:v1.2 or git:HEAD~3")
    case .badRevision(let text):
      Diagnostic("'\(text)' is no revision of git", hint: "write a branch, a tag or a commit: git:main, git:HEAD~3")
    case .noFolder(let path): Diagnostic("there is no folder '\(path)'", hint: Self.hint(for: path))
    case .nothingToCheck(let path):
      Diagnostic("there is no folder '\(path)'", hint: "name clusters, or a folder that holds manifests")
    case .notAFolder(let path):
      Diagnostic("'\(path)' is no folder", hint: "name the folder that holds the manifests")
    case .noManifests(let path):
      Diagnostic(
        "there are no manifests in '\(path)'", hint: "manifests are files whose names end in .yaml, .yml or .json")
    case .notBuilt(let folder, let names):
      Diagnostic(
        "not looked at in \(folder): \(names.joined(separator: ", ")), without the \(BuildRecord.fileName) that a "
          + "cluster's tree has",
        severity: .warning, hint: "name a folder by itself to look at it: \(folder)/\(names.first ?? "")")
    case .leadsOut(let path):
      Diagnostic("the link leads out of the folder that is read", at: SourceLocation(file: path))
    case .cycle(let path): Diagnostic("the link leads to a folder around it", at: SourceLocation(file: path))
    case .tooDeep(let path): Diagnostic("folders are nested too deeply", at: SourceLocation(file: path))
    case .unknownRevision(let revision, let isShallow):
      Diagnostic(
        "git knows no commit '\(revision)' here",
        hint: isShallow ? Self.deepen : "git branch --all shows the branches; git fetch brings those of the remote")
    case .noCommonCommit(let revision, let isShallow):
      Diagnostic(
        isShallow
          ? "this clone is shallow: the commit in which HEAD and '\(revision)' part is not in it"
          : "HEAD and '\(revision)' have no commit in common",
        hint: isShallow ? Self.deepen : nil)
    case .noTrees(let folder, let revision):
      Diagnostic(
        "there is no tree of a cluster in '\(folder)' at \(revision)",
        hint: "monigen build makes the trees; commit them, or compare with a release")
    case .noGit(let reason):
      Diagnostic(
        "git cannot be started, and this is a git repository: \(reason)",
        hint: "install git, or compare with a release or a folder")
    case .notInRepository(let folder):
      Diagnostic("\(folder) is in no git repository", hint: "compare with a release, a folder or 'previous' instead")
    case .nothingCommitted(let folder):
      Diagnostic(
        "git's HEAD has nothing in '\(folder)': compared with the trees on disk", severity: .note,
        hint: "commit the trees, so that 'previous' means what was reviewed last")
    case .git(let reason):
      // The first line says what, the others at length why.
      Diagnostic(
        "git failed: \(reason.split(separator: "\n").first ?? "it says nothing")",
        hint: reason.contains("dubious ownership")
          ? "where that is as it should be, as in a container: git config --global --add safe.directory '*'" : nil)
    case .unreadableFile(let path):
      Diagnostic("git cannot read '\(path)' of the commit", hint: "git fsck tells what is missing")
    case .severalClusters(let folder, let clusters, let side):
      Diagnostic(
        "'\(folder)' holds the manifests of one cluster, and \(side) has \(clusters.count)",
        hint: "pick one with --cluster: \(clusters.prefix(20).joined(separator: ", "))")
    }
  }

  private static let choices =
    "compare a release (v0.13), 'previous', 'current', a revision (git:main) or a folder of manifests"

  private static let deepen =
    "fetch the history: git fetch --unshallow origin; 'fetch-depth: 0' with GitHub's checkout, 'GIT_DEPTH: 0' in GitLab"

  /// People mistype the words, and forget what stands before a revision.
  private static func hint(for path: String) -> String {
    let words = ["current", "previous"]
    return Suggestion.nearest(to: path, in: words).map { "did you mean '\($0)'?" } ?? choices
  }
}
