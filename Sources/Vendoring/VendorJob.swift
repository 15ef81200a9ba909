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
    try removeLeftovers()
    let work = try ReleaseWork(job: self, fetcher: fetcher)
    let hasOwnFile = LocalFiles.kind(of: "\(root)/\(Jsonnetfile.fileName)") != nil
    if releases.isEmpty, !hasOwnFile, work.lock.releases.isEmpty { throw VendorProblem.nothingToDo }
    try work.run(releases, &report)
    if releases.isEmpty, hasOwnFile { try ProjectWork(job: self, fetcher: fetcher).run(&report) }
    return report
  }

  /// Removes what killed runs began, in the project's folder and in those of the releases.
  private func removeLeftovers() throws {
    try projectFolder().removeLeftovers()
    let releases = releasesFolder.hasPrefix("/") ? releasesFolder : "\(root)/\(releasesFolder)"
    let names = (try? OpenFolder.open(root: releases).names()) ?? []
    for tag in names where (try? ReleaseTag(tag)) != nil { try folder(ofRelease: tag).removeLeftovers() }
  }

  /// The folder of a release's packages.
  func folder(ofRelease tag: String) throws(VendorProblem) -> VendorFolder {
    let path = "\(releasesFolder)/\(tag)"
    return try VendorFolder(path.hasPrefix("/") ? path : "\(root)/\(path)", shownAs: path)
  }

  /// The project's own folder.
  func projectFolder() throws(VendorProblem) -> VendorFolder { try VendorFolder(root, shownAs: ".") }

  /// Refuses what the command line replaces and nothing needs.
  func refuseUnknownReplacements(among names: [String]) throws(VendorProblem) {
    for replacement in replacements
    where replacement.isFromCommandLine && !names.contains(where: replacement.covers) {
      throw VendorProblem.unknownReplacement(replacement.path, Set(names).sorted())
    }
  }

  /// What stands in the place of a package: what the settings or the command line say, or else what an earlier command
  /// line said, by the lock.
  func replacement(of name: String, locked: VendorLock.Package?) throws(VendorProblem) -> Replacement? {
    if let said = replacements.best(for: name) { return said }
    guard let record = locked?.replacement, record.isFromCommandLine else { return nil }
    return try Replacement(record, for: name, root: root)
  }
}

extension VendorLock {
  /// The lock of a project; an empty one where there is none.
  public static func read(in root: String) throws -> VendorLock {
    guard LocalFiles.kind(of: "\(root)/\(fileName)") != nil else { return VendorLock() }
    return try VendorLock(reading: try LocalFiles.read("\(root)/\(fileName)", shownAs: fileName))
  }
}
