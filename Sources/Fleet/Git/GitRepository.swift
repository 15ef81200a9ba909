import Diagnostics
import Platform

/// What git has of a folder: commits, and the files in them. Only reads; neither the index nor the work tree matters.
struct GitRepository: Sendable {
  /// A folder of the work tree that is there: where git is run.
  private let folder: String
  /// The wanted folder's path within the repository, without a slash at its end; empty for the repository's own.
  private let path: String

  /// The repository that a folder is in, which need not be on disk itself. Nil where there is none.
  ///
  /// - Throws: a `Diagnostic` where there is a repository that git refuses to read, as one of another user, or that
  ///   cannot be read because git is not installed.
  static func around(_ absolutePath: String) throws -> GitRepository? {
    var there = absolutePath, missing: [String] = []
    while LocalFiles.kind(of: there) != .folder, let slash = there.lastIndex(of: "/"), there != "/" {
      missing.insert(String(there[there.index(after: slash)...]), at: 0)
      there = slash == there.startIndex ? "/" : String(there[..<slash])
    }
    let answer: GitCommand.Answer
    do throws(SystemError) {
      answer = try GitCommand.run(["rev-parse", "--show-prefix"], in: there)
    } catch {
      // To take the trees on disk for those of HEAD would hide every difference.
      guard hasRepository(at: there) else { return nil }
      throw ReferenceProblem.noGit(error.reason).diagnostic
    }
    guard answer.isSuccess else {
      if answer.errors.contains("not a git repository") { return nil }
      throw ReferenceProblem.git(answer.errors).diagnostic
    }
    let parts = answer.lines.first.map { $0.split(separator: "/").map(String.init) } ?? []
    return GitRepository(folder: there, path: (parts + missing).joined(separator: "/"))
  }

  /// Whether a folder, or one above it, has the mark of a repository.
  private static func hasRepository(at folder: String) -> Bool {
    var folder = folder
    while LocalFiles.kind(of: "\(folder)/.git") == nil {
      guard let slash = folder.lastIndex(of: "/") else { return false }
      folder = String(folder[..<slash])
    }
    return true
  }

  private init(folder: String, path: String) {
    self.folder = folder
    self.path = path
  }

  /// The full name of the commit that a revision means; nil where git knows none.
  func commit(_ revision: String) throws -> String? {
    try run(["rev-parse", "--verify", "--quiet", "\(revision)^{commit}"]).lines.first
  }

  /// The commit in which two part; nil where the history at hand has none.
  func mergeBase(_ commit: String, _ other: String) throws -> String? {
    try run(["merge-base", commit, other]).lines.first
  }

  /// Whether the clone has only the last commits of the history.
  func isShallow() throws -> Bool {
    try run(["rev-parse", "--is-shallow-repository"]).lines.first == "true"
  }

  /// One file of a commit.
  struct File: Sendable, Hashable {
    /// Relative to the wanted folder.
    var path: String
    /// The name of its contents.
    var hash: String
    var isLink: Bool
  }

  /// The files below the wanted folder as a commit has them, in git's order; none where the commit has no such folder.
  func files(at commit: String) throws -> [File] {
    guard let tree = try tree(at: commit) else { return [] }
    let answer = try run(["ls-tree", "-r", "-z", "--full-tree", tree])
    guard answer.isSuccess else { throw ReferenceProblem.git(answer.errors).diagnostic }
    return answer.bytes.split(separator: 0).compactMap(Self.file)
  }

  private func tree(at commit: String) throws -> String? {
    guard !path.isEmpty else { return commit }
    // MODE tree HASH<tab>PATH
    let words = try run(["ls-tree", "-z", "--full-tree", commit, "--", path]).text.split(whereSeparator: \.isWhitespace)
    return words.count > 2 && words[1] == "tree" ? String(words[2]) : nil
  }

  /// From `MODE TYPE HASH<tab>PATH`; nil for what is no file, as another repository within.
  private static func file(_ line: ArraySlice<UInt8>) -> File? {
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
    guard words.count == 3, words[1] == "blob" else { return nil }
    return File(
      path: String(decoding: line[(tab + 1)...], as: UTF8.self), hash: String(words[2]), isLink: words[0] == "120000")
  }

  /// The bytes of files, in their order, as git stores them.
  ///
  /// - Throws: a `Diagnostic` where git has not all of them.
  func contents(of files: [File]) throws -> [[UInt8]] {
    guard !files.isEmpty else { return [] }
    let answer = try run(["cat-file", "--batch"], input: files.map { $0.hash + "\n" }.joined())
    var batch = GitBatch(bytes: answer.bytes)
    return try files.map { file in
      guard let contents = batch.next() else { throw ReferenceProblem.unreadableFile(file.path).diagnostic }
      return contents
    }
  }

  private func run(_ arguments: [String], input: String = "") throws -> GitCommand.Answer {
    do {
      return try GitCommand.run(arguments, in: folder, input: input)
    } catch {
      throw ReferenceProblem.git(error.reason).diagnostic
    }
  }
}
