import Glibc
import Platform

/// The part of a repository that is needed, in the cache: single commits without history, and of their files only those
/// below the folders that somebody asked for. All releases and projects of a user share it.
///
/// Everything is looked up by commit id, so what is there never becomes wrong. Processes that fetch into one repository
/// take turns.
struct GitRepository: Sendable {
  let remote: RemoteAddress
  private let path: String

  private var git: GitCommand { GitCommand(remote: remote, repository: path) }

  /// - Parameter cache: the folder of all repositories.
  init(_ remote: RemoteAddress, cache: String) {
    self.remote = remote
    let readable = remote.path.split(separator: "/").suffix(2).joined(separator: "+")
    path = "\(cache)/\(readable)-\(Digest(of: remote.text).hex.prefix(16)).git"
  }

  /// A commit, and the folders of it whose files are wanted.
  struct Want: Sendable {
    var commit: String
    var subfolders: Set<String>
  }

  /// Makes sure that all of it is here, with as few fetches as can be: one for commits, one for files.
  ///
  /// - Returns: whether something had to be fetched.
  @discardableResult
  func fetch(_ wants: [Want]) throws(VendorProblem) -> Bool {
    let isHere = wants.allSatisfy { want in
      hasMark(want.commit, nil) && want.subfolders.allSatisfy { hasMark(want.commit, $0) }
    }
    if isHere { return false }
    return try locked { () throws(VendorProblem) -> Bool in
      let commits = Set(wants.map(\.commit)).filter { !hasMark($0, nil) }.sorted()
      if !commits.isEmpty { try fetch(commits: commits) }
      for commit in commits { try mark(commit, nil) }
      var missing: Set<String> = []
      let folders = wants.flatMap { want in want.subfolders.sorted().map { (want.commit, $0) } }
        .filter { !hasMark($0.0, $0.1) }
      for (commit, folder) in folders { missing.formUnion(try missingFiles(in: try tree(commit, folder))) }
      if !missing.isEmpty { try fetch(files: missing.sorted()) }
      for (commit, folder) in folders { try mark(commit, folder) }
      return !commits.isEmpty || !missing.isEmpty
    }
  }

  /// The files of a folder at a commit, fetched before.
  func package(_ commit: String, _ subfolder: String, name: String) throws(VendorProblem) -> PackageTree {
    try GitTree(git: git, id: try tree(commit, subfolder)).read(as: name)
  }

  /// A single file at a commit that was fetched before; nil where the commit does not have it.
  func file(_ path: String, at commit: String) throws(VendorProblem) -> [UInt8]? {
    // Unlike rev-parse, this fails where the commit itself cannot be read.
    if try git.run(["ls-tree", "-z", "--full-tree", commit, "--", path]).isEmpty { return nil }
    return try git.run(["cat-file", "blob", "\(commit):\(path)"])
  }

  /// What tags and branches are called and where they are: lines of `ls-remote` for some patterns.
  func references(_ patterns: [String]) throws(VendorProblem) -> [String: String] {
    try locked { () throws(VendorProblem) in }  // makes the repository
    let output = try git.run(["ls-remote", "--quiet", "--", "origin"] + patterns)
    var found: [String: String] = [:]
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t").map(String.init)
      guard parts.count == 2, GitCommit.isID(parts[0]) else { continue }
      // `NAME^{}` is the commit that a tag object stands for; it comes after the tag.
      let name = parts[1].hasSuffix("^{}") ? String(parts[1].dropLast(3)) : parts[1]
      found[name] = parts[0]
    }
    return found
  }

  /// The commit that a tag, a branch or a commit id stands for; tags win over branches.
  func commit(_ version: String) throws(VendorProblem) -> String {
    if GitCommit.isID(version) { return version }
    let names = version.isEmpty ? ["HEAD"] : ["refs/tags/\(version)", "refs/heads/\(version)"]
    let found = try references(names + names.map { $0 + "^{}" })
    guard let commit = names.lazy.compactMap({ found[$0] }).first else {
      throw .noVersion(version, remote.display)
    }
    return commit
  }

  /// Forgets everything: the next fetch begins anew.
  func discard() throws(VendorProblem) {
    try locked { () throws(VendorProblem) in
      do throws(SystemError) {
        try OpenFolder.open(root: parent).removeTree(String(path.dropFirst(parent.count + 1)))
      } catch {
        throw .system("cannot remove", path, errno: error.number)
      }
    }
  }

  // MARK: - Fetching

  private static let fetchOptions = [
    "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none",
  ]

  private func fetch(commits: [String]) throws(VendorProblem) {
    let (result, words) = try git.attempt(Self.fetchOptions + ["--depth=1", "--", "origin"] + commits)
    if result.status == .exited(0) { return }
    // Some servers give only what a branch or a tag names: then take all of those, still without the files.
    guard words.contains("not our ref") || words.contains("unadvertised object") else {
      throw git.failure(result, words)
    }
    let all = ["--", "origin", "+refs/heads/*:refs/monigen/heads/*", "+refs/tags/*:refs/monigen/tags/*"]
    try git.run(Self.fetchOptions + all)
    for commit in commits {
      let (result, _) = try git.attempt(["rev-list", "--quiet", "--missing=allow-any", "-1", commit, "--"])
      if result.status != .exited(0) { throw .noCommit(commit, remote.display) }
    }
  }

  private func fetch(files: [String]) throws(VendorProblem) {
    try git.run(
      ["-c", "fetch.negotiationAlgorithm=noop"] + Self.fetchOptions + ["--stdin", "--", "origin"],
      input: files.map { $0 + "\n" }.joined())
  }

  /// The id of a folder's tree. The folder is checked: nothing in it is more than a name to git.
  private func tree(_ commit: String, _ subfolder: String) throws(VendorProblem) -> String {
    let (result, _) = try git.attempt(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(commit):\(subfolder)"])
    let id = String(decoding: result.answer.prefix { $0 != 10 }, as: UTF8.self)
    guard result.status == .exited(0), GitCommit.isID(id) else {
      throw .noFolder(subfolder, commit, remote.display)
    }
    return id
  }

  private func missingFiles(in tree: String) throws(VendorProblem) -> [String] {
    let output = try git.run(["rev-list", "--objects", "--no-object-names", "--missing=print", tree, "--"])
    return String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("?") }
      .map { String($0.dropFirst()) }
  }

  // MARK: - The folder

  private var parent: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

  /// A mark says that a fetch came to its end: without it nothing in the repository is relied upon.
  private func markPath(_ commit: String, _ subfolder: String?) -> String {
    "\(path)/monigen/\(commit)" + (subfolder.map { "-" + Digest(of: $0).hex.prefix(16) } ?? "")
  }

  private func hasMark(_ commit: String, _ subfolder: String?) -> Bool {
    LocalFiles.kind(of: markPath(commit, subfolder)) == .file
  }

  private func mark(_ commit: String, _ subfolder: String?) throws(VendorProblem) {
    do {
      let folder = try OpenFolder.open(root: path).folder("monigen", create: true)
      try folder.replace(String(markPath(commit, subfolder).dropFirst(path.count + 9)), with: [])
    } catch {
      throw .system("cannot write", path, errno: error.number)
    }
  }

  /// Holds the repository, which is made where it is not there.
  private func locked<Result>(_ work: () throws(VendorProblem) -> Result) throws(VendorProblem) -> Result {
    let lock: Descriptor
    do {
      try LocalFiles.createFolders(parent)
      let flags = O_RDWR | O_CREAT | O_CLOEXEC
      lock = Descriptor(owning: try checked { open("\(path).lock", flags, 0o644) })
      try checked { flock(lock.number, LOCK_EX) }
    } catch {
      throw .system("cannot write", path, errno: error.number)
    }
    defer { withExtendedLifetime(lock) {} }
    // Without one of these git sees no repository; to make it twice does no harm.
    if ["HEAD", "objects", "refs"].contains(where: { LocalFiles.kind(of: "\(path)/\($0)") == nil }) {
      try git.run(["init", "--quiet", "--bare", "--template="])
    } else {
      // What a killed git left behind: nobody else is here now.
      for name in ["shallow.lock", "config.lock", "HEAD.lock", "packed-refs.lock"] { unlink("\(path)/\(name)") }
      try? OpenFolder.open(root: "\(path)/monigen").removeLeftovers()
    }
    return try work()
  }
}
