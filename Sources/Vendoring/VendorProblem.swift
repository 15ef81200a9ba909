import Diagnostics
import Platform

/// What can go wrong with vendored packages.
public enum VendorProblem: Error, Sendable, Hashable {
  /// An address that git must not see, and why.
  case badRemote(String, String)
  /// A folder within a repository, the repository, and why not.
  case badSubfolder(String, String, String)
  /// A version that git must not see, and why.
  case badVersion(String, String)
  /// A short link's name, the file, and why not.
  case badName(String, String, String)
  /// A file, the place in it, and what was expected there.
  case badFile(String, String, String)
  /// A text that names no release.
  case badRelease(String)
  /// A replacement that cannot be understood, and why.
  case badReplacement(String, String)
  /// A replacement for what no package is, and the packages that there are.
  case unknownReplacement(String, [String])
  /// git could not talk to a repository: its last words.
  case unreachable(String, String)
  /// The git program did not start.
  case noGit(errno: Int32)
  /// git failed at something else: the repository, and its last words.
  case gitFailed(String, String)
  /// A repository has no tag like this.
  case noTag(String, String)
  /// A repository has no such tag, branch or commit.
  case noVersion(String, String)
  /// A tag, its repository, the commit in the lock, and the one that it has now.
  case tagMoved(String, String, String, String)
  /// A repository does not have a commit.
  case noCommit(String, String)
  /// A folder, the commit and the repository that do not have it.
  case noFolder(String, String, String)
  /// A release whose repository has no lock of its own at that commit.
  case noUpstreamLock(String, String)
  /// A package, the sum that a lock has, the one that its files have, and the lock.
  case wrongSum(String, String, String, String)
  /// A package, and two locks with the commits that they say.
  case locksDiffer(String, String, String, String, String)
  /// A package whose files are not there, and what the lock calls the folder or repository in its place.
  case replacedElsewhere(String, String, isRepository: Bool)
  /// A package, a path in it, and what is wrong with that.
  case unsafePath(String, String, String)
  /// Two packages of which one lies in the other and says something else.
  case overlap(String, String)
  /// The folder of a local dependency that is not there, or not within the project.
  case badLocal(String, String)
  /// A path that cannot be read or written.
  case system(String, String, errno: Int32)
  /// There is no folder to keep fetched commits in.
  case noCache
  /// Neither releases nor a jsonnetfile to bring.
  case nothingToDo
}

extension VendorProblem {
  /// The one diagnostic that the user gets.
  public var diagnostic: Diagnostic {
    switch self {
    case .badFile(let file, let place, let expected):
      Diagnostic("\(place) must be \(expected)", at: SourceLocation(file: file))
    case .badName(let name, let file, let reason):
      Diagnostic("the name '\(name)' \(reason)", at: SourceLocation(file: file), hint: "it is a name within vendor/")
    default: Diagnostic(message, hint: hint)
    }
  }

  private var message: String {
    switch self {
    case .badRemote(let remote, let reason): "'\(remote)' is no repository that monigen fetches: \(reason)"
    case .badSubfolder(let folder, let remote, let reason): "the folder '\(folder)' of \(remote) \(reason)"
    case .badVersion(let version, let reason): "'\(version)' is no version: \(reason)"
    case .badFile, .badName: ""  // told by `diagnostic`
    case .badRelease(let text): "'\(text)' is no release"
    case .badReplacement(let text, let reason): "'\(text)' replaces nothing: \(reason)"
    case .unknownReplacement(let path, _): "there is no package '\(path)' to replace"
    case .unreachable(let remote, let words): "cannot fetch from \(remote): \(words)"
    case .noGit(let error): "cannot start git: \(SystemError(error).reason)"
    case .gitFailed(let remote, let words): "git failed with \(remote): \(words)"
    case .noTag(let tag, let remote): "\(remote) has no release \(tag)"
    case .noVersion(let version, let remote): "\(remote) has no tag, branch or commit '\(version)'"
    case .tagMoved(let tag, let remote, let was, let now):
      "the tag \(tag) of \(remote) has moved: it was commit \(was.prefix(12)), and is \(now.prefix(12)) now"
    case .noCommit(let commit, let remote): "\(remote) does not have the commit \(commit)"
    case .noFolder(let folder, let commit, let remote): "\(remote) has no folder '\(folder)' at \(commit.prefix(12))"
    case .noUpstreamLock(let tag, let remote): "\(remote) has no \(Jsonnetfile.lockName) at \(tag)"
    case .wrongSum(let package, let expected, let actual, let lock):
      "the files of \(package) have the sum \(actual), and \(lock) says \(expected)"
    case .locksDiffer(let package, let one, let version, let other, let otherVersion):
      "\(package) is of the commit \(version) in \(one), and of \(otherVersion) in \(other)"
    case .replacedElsewhere(let package, let text, _):
      "\(package) is replaced by \(text), and its files are not there as \(VendorLock.fileName) says"
    case .unsafePath(let package, let path, let reason): "\(package) is refused: '\(path)' \(reason)"
    case .overlap(let a, let b): "\(a) and \(b) say different things about the files that they share"
    case .badLocal(let folder, let reason): "the local dependency '\(folder)' \(reason)"
    case .system(let action, let path, let error): "\(action) \(path): \(SystemError(error).reason)"
    case .noCache: "there is no folder for fetched commits: neither XDG_CACHE_HOME nor HOME is set"
    case .nothingToDo: "there is nothing to bring: no release in \(VendorLock.fileName), and no \(Jsonnetfile.fileName)"
    }
  }

  private var hint: String? {
    switch self {
    case .badRemote: "write https://HOST/OWNER/NAME, ssh://…, git@HOST:OWNER/NAME or, in your own files, a folder"
    case .badRelease: "write one like v0.17 or v0.17.0"
    case .badReplacement: "write PATH=DIR, PATH=URL or PATH=URL#VERSION, with PATH as below vendor/"
    case .unknownReplacement(let path, let known): Suggestion.hint(for: path, in: known)
    case .unreachable(let remote, _):
      "check the network and your access to it; vendor.source and vendor.replace in monigen.yaml name mirrors, "
        + "--replace a folder for a single package of \(remote)"
    case .noGit: "monigen fetches with the git program: install it"
    case .tagMoved(let tag, _, _, _):
      "find out why before you trust it; to accept the new commit, remove \(tag) from \(VendorLock.fileName)"
    case .noCommit: "the commit may have been removed, or the mirror is older than the lock"
    case .noUpstreamLock: "monigen vendors kube-prometheus v0.13 and later, and forks that keep its layout"
    case .wrongSum(let package, _, _, let lock):
      "find out whether the lock, the repository or a mirror was changed before you trust either; "
        + ([VendorLock.fileName, Jsonnetfile.lockName].contains(lock)
          ? "to accept these files, remove \(package) from \(lock)"
          : "to use other files on purpose: monigen vendor --replace \(package)=DIR")
    case .locksDiffer(let package, _, _, let lock, _):
      "restore \(lock); to accept the other commit, remove \(package) from it"
    case .replacedElsewhere(let package, _, let isRepository):
      "say where it is: monigen vendor --replace \(package)=\(isRepository ? "URL" : "DIR"); or for good, in "
        + "monigen.yaml: vendor: { replace: { \(package): \(isRepository ? "URL" : "DIR") } }"
    case .badLocal: "it is relative to the \(Jsonnetfile.fileName) that names it"
    case .noCache: "name one with 'cache: DIR' in monigen.yaml"
    case .nothingToDo: "name a release: monigen vendor v0.17"
    default: nil
    }
  }
}
