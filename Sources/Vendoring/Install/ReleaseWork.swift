import Platform

/// Brings releases: the packages that upstream's own lock names at the release's tag, at exactly those commits.
struct ReleaseWork {
  let job: VendorJob
  let fetcher: PackageFetcher
  let lock: VendorLock
  private let source: RemoteAddress

  /// Where kube-prometheus lies below `vendor/`, wherever it was fetched from.
  private static let canonicalRemote = "https://github.com/prometheus-operator/kube-prometheus.git"

  init(job: VendorJob, fetcher: PackageFetcher) throws {
    self.job = job
    self.fetcher = fetcher
    lock = try VendorLock.read(in: job.root)
    let isRelative = RemoteAddress.isRelativePath(job.source)
    source = try RemoteAddress(isRelative ? "\(job.root)/\(job.source)" : job.source)
  }

  /// One release at its commit, and the packages that it is made of: kube-prometheus itself first.
  private struct Plan {
    var tag: String
    var commit: String
    var packages: [PackagePlan]
    var direct: [Dependency]
  }

  func run(_ texts: [String], _ report: inout VendorJob.Report) throws {
    let wanted = try texts.isEmpty
      ? lock.releases.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value.commit) }
      : resolve(texts, &report.warnings)
    var outcomes: [String: VendorJob.Outcome] = [:]
    for (tag, commit) in wanted { outcomes[tag] = try unchanged(tag, commit) }
    // In one order, whoever asks in which: of two runs none may hold a folder that the other one waits for, and wait.
    let missing = wanted.filter { outcomes[$0.0] == nil }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    if !missing.isEmpty {
      _ = try job.projectFolder(create: true)  // fails where the lock could not be written in the end
      try fetcher.repository(source).fetch(missing.map { .init(commit: $0.1, subfolders: []) })
      let plans = try missing.map { try plan($0.0, $0.1) }
      try refuseUnknownReplacements(plans)
      let folders = try plans.map { try job.folder(ofRelease: $0.tag, create: true) }
      try fetcher.fetch(zip(plans, folders).flatMap { plan, folder in
        plan.packages.filter { $0.dependency.sum == nil || folder.package($0.name)?.sum != $0.dependency.sum }
      })
      for (plan, folder) in zip(plans, folders) { outcomes[plan.tag] = try install(plan, in: folder) }
    }
    report.outcomes += wanted.compactMap { outcomes[$0.0] }
  }

  // MARK: - Which commits

  private func resolve(_ texts: [String], _ warnings: inout [String]) throws -> [(String, String)] {
    let tags = try texts.map(ReleaseTag.init)
    let found: [String: String]
    do throws(VendorProblem) {
      found = try fetcher.repository(source).references(tags.flatMap(\.patterns))
    } catch {
      // What the lock names keeps working without a network; only whether a tag moved stays unknown.
      let known = tags.compactMap { $0.newest(of: lock.releases.keys) }
      guard case .unreachable = error, known.count == tags.count else { throw error }
      warnings.append("\(error.diagnostic.message); going by \(VendorLock.fileName)")
      return Self.unique(known).compactMap { tag in lock.releases[tag].map { (tag, $0.commit) } }
    }
    let commits = found.filter { $0.key.hasPrefix("refs/tags/") }.map { (String($0.key.dropFirst(10)), $0.value) }
    let byTag = Dictionary(commits, uniquingKeysWith: { $1 })
    let chosen = try tags.map { tag throws(VendorProblem) in
      guard let newest = tag.newest(of: byTag.keys) else { throw .noTag(tag.description, source.display) }
      return newest
    }
    return try Self.unique(chosen).compactMap { tag in
      guard let commit = byTag[tag] else { return nil }
      if let before = lock.releases[tag]?.commit, before != commit {
        throw VendorProblem.tagMoved(tag, source.display, before, commit)
      }
      return (tag, commit)
    }
  }

  private static func unique(_ tags: [String]) -> [String] {
    var seen: Set<String> = []
    return tags.filter { seen.insert($0).inserted }
  }

  // MARK: - What is to be done

  /// The outcome for a release that is there as the lock says, with the same replacements; nil for all others.
  private func unchanged(_ tag: String, _ commit: String) throws -> VendorJob.Outcome? {
    guard let locked = lock.releases[tag], locked.commit == commit else { return nil }
    for (name, package) in locked.packages {
      let replacement = job.replacements.best(for: name)
      guard replacement?.record(for: name) == package.replacement else { return nil }
      guard let path = replacement?.folder(for: name) else { continue }
      let now = try (try? OpenFolder.open(root: path)).flatMap { try PackageTree(in: $0, at: "", of: name) }
      guard now?.sum == package.sum else { return nil }
    }
    let folder = try job.folder(ofRelease: tag, create: false)
    guard try folder.differences(sums: locked.packages.mapValues(\.sum)).isEmpty,
      try folder.read(Jsonnetfile.fileName) != nil, try folder.read(Jsonnetfile.lockName) != nil
    else { return nil }
    return outcome(tag, locked, isChanged: false)
  }

  private func plan(_ tag: String, _ commit: String) throws -> Plan {
    guard let bytes = try fetcher.file(Jsonnetfile.lockName, of: source, at: commit) else {
      throw VendorProblem.noUpstreamLock(tag, source.display)
    }
    let upstream = try Jsonnetfile(
      reading: bytes, file: "\(Jsonnetfile.lockName) of \(source.display) at \(tag)", from: .package)
    let direct = try fetcher.file(Jsonnetfile.fileName, of: source, at: commit).map {
      try Jsonnetfile(reading: $0, file: Jsonnetfile.fileName, from: .package).dependencies
    }
    let packages = try upstream.dependencies.map { try package($0, commit, locked: lock.releases[tag]) }
    let own = packages.filter { isOwn($0) }
    let release = own.map { Dependency(source: $0.dependency.source, version: tag) }
    return Plan(
      tag: tag, commit: commit, packages: own + packages.filter { !isOwn($0) },
      direct: release + (direct ?? []).filter { $0.address != nil })
  }

  private func isOwn(_ plan: PackagePlan) -> Bool {
    plan.dependency.address?.remote.text == Self.canonicalRemote
  }

  private func package(
    _ dependency: Dependency, _ commit: String, locked: VendorLock.Release?
  ) throws(VendorProblem) -> PackagePlan {
    var dependency = dependency
    let address: PackageAddress
    switch dependency.source {
    case .git(let named): address = named
    case .local(let folder):
      // A folder of kube-prometheus' own repository.
      address = try PackageAddress(remote: source, subfolder: folder)
      let canonical = try PackageAddress(remote: try RemoteAddress(Self.canonicalRemote), subfolder: folder)
      dependency = Dependency(source: .git(canonical), version: commit, linkName: dependency.linkName)
    }
    let replacement = job.replacements.best(for: dependency.name)
    if dependency.sum == nil, let before = locked?.packages[dependency.name], before.replacement == nil,
      before.version == commit
    {
      dependency.sum = before.sum
    }
    return try PackagePlan(
      dependency, named: dependency.name, from: address, replacement: replacement
    ) { remote, version throws(VendorProblem) in try fetcher.repository(remote).commit(version) }
  }

  private func refuseUnknownReplacements(_ plans: [Plan]) throws {
    let names = plans.flatMap(\.packages).map(\.name) + lock.releases.values.flatMap { $0.packages.keys }
    for replacement in job.replacements where replacement.isExplicit && !names.contains(where: replacement.covers) {
      throw VendorProblem.unknownReplacement(replacement.path, Set(names).sorted())
    }
  }

  // MARK: - Doing it

  private func install(_ plan: Plan, in folder: VendorFolder) throws -> VendorJob.Outcome {
    var packages: [(name: String, tree: PackageTree)] = []
    var dependencies: [Dependency] = []
    var release = VendorLock.Release(source: source.recorded, commit: plan.commit, packages: [:])
    for package in plan.packages {
      let installed = package.replacement == nil && package.dependency.sum != nil ? folder.package(package.name) : nil
      let tree = try installed.flatMap { package.accepts($0) ? $0 : nil } ?? fetcher.tree(package)
      packages.append((package.name, tree))
      var dependency = package.dependency
      dependency.sum = tree.sum
      dependencies.append(dependency)
      let isFolder = if case .folder = package.origin { true } else { false }
      release.packages[package.name] = .init(
        version: isFolder ? "" : dependency.version, sum: tree.sum, replacement: package.replacement)
    }
    let links = dependencies.filter { !$0.shortName.isEmpty }.map { (name: $0.shortName, target: $0.name) }
    try folder.install(.init(packages: packages, links: links))
    try folder.write(Jsonnetfile(dependencies: plan.direct).text(sorted: false), to: Jsonnetfile.fileName)
    try folder.write(
      Jsonnetfile(dependencies: dependencies, legacyImports: false).text(sorted: true), to: Jsonnetfile.lockName)
    try record(plan.tag, release)
    return outcome(plan.tag, release, isChanged: true)
  }

  /// Adds a release to the lock as it is now: another process may have added one meanwhile.
  private func record(_ tag: String, _ release: VendorLock.Release) throws {
    let project = try job.projectFolder(create: true)
    var lock = try VendorLock(reading: try project.read(VendorLock.fileName))
    lock.releases[tag] = release
    try project.write(lock.text, to: VendorLock.fileName)
  }

  private func outcome(_ tag: String, _ release: VendorLock.Release, isChanged: Bool) -> VendorJob.Outcome {
    VendorJob.Outcome(
      folder: "\(job.releasesFolder)/\(tag)", packages: release.packages.count, commit: release.commit,
      isChanged: isChanged,
      replaced: release.packages.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .compactMap { name, package in package.replacement.map { "\(name): \($0)" } })
  }
}
