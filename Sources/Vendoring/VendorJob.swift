import Platform

/// `monigen vendor`: brings releases of kube-prometheus and the packages of the project's own jsonnetfile.
public struct VendorJob: Sendable {
  /// The project's folder, absolute and without links.
  public var root: String
  /// The folder of all releases, relative to the project or absolute.
  public var releasesFolder: String
  /// The repository of kube-prometheus.
  public var source: String
  /// What stands in the place of packages; the later of two for one path counts.
  public var replacements: [Replacement]
  /// The folder of monigen's cache; nil where none is known.
  public var cache: String?
  /// How many repositories are fetched at a time.
  public var jobs = 8
  /// Who is told how far the work is.
  public var observer = VendorObserver()

  /// Work that has not begun.
  public init(root: String, releasesFolder: String, source: String, replacements: [Replacement], cache: String?) {
    self.root = root
    self.releasesFolder = releasesFolder
    self.source = source
    self.replacements = replacements
    self.cache = cache
  }

  /// What came of one `vendor/` folder.
  public struct Outcome: Sendable, Hashable {
    /// The folder that has it, relative to the project.
    public var folder: String
    /// How many packages it has.
    public var packages: Int
    /// The release's commit; nil for the project's own packages.
    public var commit: String?
    /// Whether anything was written.
    public var isChanged: Bool
    /// What stands in the place of packages: their paths and what it is.
    public var replaced: [String]
  }

  /// What came of all.
  public struct Report: Sendable {
    /// In the order of the work.
    public var outcomes: [Outcome] = []
    /// What the user should know, in words.
    public var warnings: [String] = []
  }

  /// Brings releases; without any, those that the lock names and the packages of the project's own jsonnetfile.
  ///
  /// - Throws: `VendorProblem`, `VendorProblems`, or a `Diagnostic` for a file that cannot be read. Releases that were
  ///   whole before it stay, and so do their entries in the lock.
  public func run(releases: [String]) throws -> Report {
    var report = Report()
    guard let cache else { throw VendorProblem.noCache }
    let fetcher = PackageFetcher(cache: "\(cache)/git", jobs: jobs, observer: observer)
    let work = try ReleaseWork(job: self, fetcher: fetcher)
    let hasOwnFile = LocalFiles.kind(of: "\(root)/\(Jsonnetfile.fileName)") != nil
    if releases.isEmpty, !hasOwnFile, work.lock.releases.isEmpty { throw VendorProblem.nothingToDo }
    try work.run(releases, &report)
    if releases.isEmpty, hasOwnFile { try ProjectWork(job: self, fetcher: fetcher).run(&report) }
    return report
  }

  /// What on disk is not as the locks say; writes and fetches nothing.
  ///
  /// - Parameter releases: those to look at; without any, all of the lock and the project's own packages.
  public func check(releases: [String]) throws -> [VendorDifference] {
    let lock = try VendorLock.read(in: root)
    let tags = try releases.isEmpty ? lock.releases.keys.sorted() : releases.map { text in
      let tag = try ReleaseTag(text)
      guard let found = tag.newest(of: lock.releases.keys) else {
        throw VendorProblem.noTag(tag.description, VendorLock.fileName)
      }
      return found
    }
    var differences: [VendorDifference] = []
    for tag in tags {
      let sums = (lock.releases[tag]?.packages ?? [:]).mapValues(\.sum)
      differences += try folder(ofRelease: tag, create: false).differences(sums: sums)
    }
    guard releases.isEmpty, let bytes = try projectFolder(create: false).read(Jsonnetfile.lockName) else {
      if tags.isEmpty { throw VendorProblem.nothingToDo }
      return differences
    }
    let own = try Jsonnetfile(reading: bytes, file: Jsonnetfile.lockName)
    let sums = own.dependencies.compactMap { package in package.sum.map { (package.name, $0) } }
    let found = try projectFolder(create: false).differences(sums: Dictionary(sums, uniquingKeysWith: { $1 }))
    return differences + found.map { VendorDifference(kind: $0.kind, path: String($0.path.dropFirst(2))) }
  }

  /// The folder of a release's packages.
  func folder(ofRelease tag: String, create: Bool) throws(VendorProblem) -> VendorFolder {
    let path = "\(releasesFolder)/\(tag)"
    return try VendorFolder(path.hasPrefix("/") ? path : "\(root)/\(path)", shownAs: path, create: create)
  }

  /// The project's own folder.
  func projectFolder(create: Bool) throws(VendorProblem) -> VendorFolder {
    try VendorFolder(root, shownAs: ".", create: create)
  }
}

extension VendorLock {
  /// The lock of a project; an empty one where there is none.
  public static func read(in root: String) throws -> VendorLock {
    guard LocalFiles.kind(of: "\(root)/\(fileName)") != nil else { return VendorLock() }
    return try VendorLock(reading: try LocalFiles.read("\(root)/\(fileName)", shownAs: fileName))
  }
}
