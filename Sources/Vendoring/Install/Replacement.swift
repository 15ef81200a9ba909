import Platform

/// A local folder or another repository in place of a dependency.
public struct Replacement: Sendable, Hashable {
  /// What stands in the dependency's place.
  enum Source: Sendable, Hashable {
    /// A folder: where it is, and how the lock names it.
    case folder(String, shown: String)
    /// A repository; with a version of its own, or with the dependency's commit, which must then have the same files.
    case repository(RemoteAddress, version: String?)
    /// What a lock names that lies outside of the project, where no other machine finds it.
    case elsewhere(String)
  }

  /// A package's path below `vendor/`, or that of a repository, for all packages from it.
  let path: String
  let source: Source
  /// Whether the command line says so, now or when the lock was written.
  let isFromCommandLine: Bool

  /// - Parameters:
  ///   - path: a package below `vendor/`, or a repository: `github.com/OWNER/NAME`.
  ///   - text: a folder, a repository's address, or `ADDRESS#VERSION`.
  ///   - base: the folder that a relative one counts from.
  ///   - root: the project's folder; the lock names folders relative to it.
  /// - Throws: a `VendorProblem` for a path or an address that is not allowed, or a folder that is not there.
  public init(path: String, source text: String, base: String, root: String) throws(VendorProblem) {
    try self.init(path: path, source: text, base: base, root: root, isFromCommandLine: false)
  }

  private init(
    path: String, source text: String, base: String, root: String, isFromCommandLine: Bool
  ) throws(VendorProblem) {
    self.isFromCommandLine = isFromCommandLine
    let name = path.split(separator: "/").joined(separator: "/")
    if let problem = PathRules.problem(withPath: name) { throw .badReplacement(path, "the path \(problem)") }
    if name.isEmpty { throw .badReplacement("\(path)=\(RemoteAddress.redacted(text))", "it names no package") }
    self.path = name
    if RemoteAddress.isURL(text) {
      let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let version = parts.count == 2 ? parts[1] : nil
      if let version, let problem = Dependency.problem(withVersion: version) { throw .badVersion(version, problem) }
      source = .repository(try RemoteAddress(parts[0]), version: version)
      return
    }
    guard let folder = LocalFiles.realPath(text.hasPrefix("/") ? text : "\(base)/\(text)"),
      LocalFiles.kind(of: folder) == .folder
    else { throw .badReplacement("\(path)=\(text)", "there is no folder '\(text)'") }
    let isInside = folder.hasPrefix(root + "/")
    let last = PathRules.parts(of: folder).last ?? ""
    source = .folder(
      folder, shown: isInside ? String(folder.dropFirst(root.count + 1)) : VendorLock.Record.folderOutside + last)
  }

  /// `PATH=SOURCE` as the command line has it.
  public init(parsing text: String, base: String, root: String) throws(VendorProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { throw .badReplacement(text, "it has no '='") }
    try self.init(path: parts[0], source: parts[1], base: base, root: root, isFromCommandLine: true)
  }

  /// What a lock says of a package.
  init(_ record: VendorLock.Record, for name: String, root: String) throws(VendorProblem) {
    guard record.isOutside else {
      try self.init(
        path: name, source: record.text, base: root, root: root, isFromCommandLine: record.isFromCommandLine)
      return
    }
    self.init(path: name, source: .elsewhere(record.text), isFromCommandLine: record.isFromCommandLine)
  }

  private init(path: String, source: Source, isFromCommandLine: Bool) {
    self.path = path
    self.source = source
    self.isFromCommandLine = isFromCommandLine
  }

  /// Whether it is about a package.
  func covers(_ name: String) -> Bool { name == path || name.hasPrefix(path + "/") }

  /// The folder in place of a package, where it is one: a repository's folder has the packages' as they are there.
  func folder(for name: String) -> String? {
    guard case .folder(let folder, _) = source else { return nil }
    return folder + name.dropFirst(path.count)
  }

  /// What the lock says of a package that it is about.
  func record(for name: String) -> VendorLock.Record {
    let text =
      switch source {
      case .folder(_, let shown): shown + name.dropFirst(path.count)
      case .repository(let remote, let version):
        (remote.isOfThisMachine ? VendorLock.Record.repositoryOutside + remote.name : remote.display)
          + (version.map { "#\($0)" } ?? "")
      case .elsewhere(let text): text
      }
    return VendorLock.Record(text: text, isFromCommandLine: isFromCommandLine)
  }
}

extension VendorLock.Record {
  fileprivate static let folderOutside = "(outside of the project)/"
  fileprivate static let repositoryOutside = "(repository outside of the project)/"

  /// Whether only the name of what stands in the place is known: a lock has no path of a machine.
  fileprivate var isOutside: Bool { text.hasPrefix(Self.folderOutside) || text.hasPrefix(Self.repositoryOutside) }

  /// Whether it has a version of its own.
  var hasVersion: Bool { isRepository && text.contains("#") }

  /// Whether it is one, not a folder.
  var isRepository: Bool { RemoteAddress.isURL(text) || text.hasPrefix(Self.repositoryOutside) }

  /// Whether a package has the same files with one or the other in its place: a mirror is no other than the package
  /// itself, and who said so does not matter.
  static func haveSameFiles(_ a: Self?, _ b: Self?) -> Bool { a?.otherFiles == b?.otherFiles }

  private var otherFiles: String? { isRepository && !hasVersion ? nil : text }
}

extension [Replacement] {
  /// The one that is about a package most closely; of two for one path the later one, which the command line gave.
  func best(for name: String) -> Replacement? {
    filter { $0.covers(name) }.enumerated()
      .max { ($0.element.path.utf8.count, $0.offset) < ($1.element.path.utf8.count, $1.offset) }?.element
  }
}
