import Platform

/// Brings releases: the packages that upstream's own lock names at the release's tag, at exactly those commits.
struct ReleaseWork {
  let job: VendorJob
  let fetcher: PackageFetcher
  let lock: VendorLock
  private let source: RemoteAddress

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
    let repository = fetcher.repository(source)
    let wanted = try ReleaseCommits(source: source, repository: repository, lock: lock)
      .resolve(texts, &report.warnings)
    var outcomes: [String: VendorJob.Outcome] = [:]
    for (tag, commit) in wanted { outcomes[tag] = try unchanged(tag, commit) }
    let missing = wanted.filter { outcomes[$0.tag] == nil }
      .sorted { $0.tag.utf8.lexicographicallyPrecedes($1.tag.utf8) }
    if !missing.isEmpty {
      let folders = try missing.map { try job.folder(ofRelease: $0.tag) }
      for folder in try [job.projectFolder()] + folders { try folder.requireWritable() }
      try repository.fetch(missing.map { .init(commit: $0.commit, subfolders: []) })
      let plans = try missing.map { try plan($0.tag, $0.commit) }
      let names = plans.flatMap(\.packages).map(\.name) + lock.releases.values.flatMap { $0.packages.keys }
      try job.refuseUnknownReplacements(among: names)
      let present = try zip(plans, folders).map { plan, folder in
        let versions = try folder.versions()
        return plan.packages.map { $0.installed(in: folder, versions) }
      }
      try fetcher.fetch(zip(plans, present).flatMap { plan, trees in
        zip(plan.packages, trees).compactMap { $1 == nil ? $0 : nil }
      })
      // Everything is here and as it must be before anything is written.
      let trees = try zip(plans, present).map { plan, trees in
        try zip(plan.packages, trees).map { try $1 ?? fetcher.tree($0) }
      }
      for ((plan, trees), folder) in zip(zip(plans, trees), folders) {
        outcomes[plan.tag] = try install(plan, trees, in: folder, &report.warnings)
      }
    }
    report.outcomes += wanted.compactMap { outcomes[$0.tag] }
  }

  // MARK: - What is to be done

  /// The outcome for a release that is there as the lock says, with the same replacements; nil for all others.
  private func unchanged(_ tag: String, _ commit: String) throws -> VendorJob.Outcome? {
    guard let locked = lock.releases[tag], locked.commit == commit, locked.hasOwnCommit else { return nil }
    for (name, package) in locked.packages {
      let replacement = try job.replacement(of: name, locked: package)
      guard replacement?.record(for: name) == package.replacement else { return nil }
      guard let folder = replacement?.folder(for: name) else { continue }
      guard try PackageTree(replacing: name, with: folder).sum == package.sum else { return nil }
    }
    let folder = try job.folder(ofRelease: tag)
    guard try folder.differences(from: locked.packages).isEmpty,
      try folder.jsonnetfileDifferences(from: locked.packages).isEmpty
    else { return nil }
    return outcome(tag, locked, isChanged: false)
  }

  private func plan(_ tag: String, _ commit: String) throws -> Plan {
    guard let bytes = try fetcher.file(Jsonnetfile.lockName, of: source, at: commit) else {
      throw VendorProblem.noUpstreamLock(tag, source.display)
    }
    let name = "\(Jsonnetfile.lockName) of \(source.display) at \(tag)"
    let upstream = try Jsonnetfile(reading: bytes, file: name, from: .package)
    let direct = try fetcher.file(Jsonnetfile.fileName, of: source, at: commit).map {
      try Jsonnetfile(reading: $0, file: Jsonnetfile.fileName, from: .package).dependencies
    }
    let before = lock.releases[tag].flatMap { $0.commit == commit ? $0 : nil }
    let packages = try upstream.dependencies.map { try package($0, commit, in: name, before) }
    let own = packages.filter { KubePrometheus.contains($0.name) }
    let release = own.map { Dependency(source: $0.dependency.source, version: tag) }
    return Plan(
      tag: tag, commit: commit, packages: own + packages.filter { !KubePrometheus.contains($0.name) },
      direct: release + (direct ?? []).filter { $0.address != nil })
  }

  private func package(
    _ dependency: Dependency, _ commit: String, in file: String, _ before: VendorLock.Release?
  ) throws(VendorProblem) -> PackagePlan {
    var dependency = dependency
    let address: PackageAddress
    switch dependency.source {
    case .git(let named): address = named
    case .local(let folder):
      // A folder of kube-prometheus' own repository.
      address = try PackageAddress(remote: source, subfolder: folder)
      let canonical = try PackageAddress(remote: try RemoteAddress(KubePrometheus.remote), subfolder: folder)
      dependency = Dependency(source: .git(canonical), version: commit, linkName: dependency.linkName)
    }
    let locked = before?.packages[dependency.name]
    var pins = [PackagePlan.Pin(lock: file, version: dependency.version, sum: dependency.sum)]
    if let locked { pins.append(PackagePlan.Pin(locked)) }
    return try PackagePlan(
      dependency, from: address, replacement: try job.replacement(of: dependency.name, locked: locked), pins: pins
    ) { remote, version throws(VendorProblem) in try fetcher.repository(remote).commit(version) }
  }

  // MARK: - Doing it

  private func install(
    _ plan: Plan, _ trees: [PackageTree], in folder: VendorFolder, _ warnings: inout [String]
  ) throws -> VendorJob.Outcome {
    let locked = zip(plan.packages, trees).map { ($0.name, $0.locked($1)) }
    let release = VendorLock.Release(
      source: source.recorded, commit: plan.commit, packages: Dictionary(locked, uniquingKeysWith: { $1 }))
    let dependencies = zip(plan.packages, trees).map { package, tree in
      var dependency = package.dependency
      dependency.sum = tree.sum
      return dependency
    }
    let links = dependencies.filter { !$0.shortName.isEmpty }.map { (name: $0.shortName, target: $0.name) }
    let held = try VendorFolder(holding: folder)
    try held.install(
      .init(packages: zip(locked, trees).map { ($0.0, $0.1.version, $1) }, links: links))
    try held.write(Jsonnetfile(dependencies: plan.direct).text(sorted: false), to: Jsonnetfile.fileName)
    try held.write(
      Jsonnetfile(dependencies: dependencies, legacyImports: false).text(sorted: true), to: Jsonnetfile.lockName)
    try record(plan.tag, release)
    warnings += locked.compactMap { name, package in
      package.note(of: name, in: folder.shown, before: lock.releases[plan.tag]?.packages[name])
    }
    return outcome(plan.tag, release, isChanged: true)
  }

  /// Adds a release to the lock as it is now: another process may have added one meanwhile.
  private func record(_ tag: String, _ release: VendorLock.Release) throws {
    let project = try VendorFolder(holding: try job.projectFolder())
    var lock = try VendorLock(reading: try project.read(VendorLock.fileName))
    lock.releases[tag] = release
    try project.write(lock.text, to: VendorLock.fileName)
  }

  private func outcome(_ tag: String, _ release: VendorLock.Release, isChanged: Bool) -> VendorJob.Outcome {
    VendorJob.Outcome(
      folder: "\(job.releasesFolder)/\(tag)", packages: release.packages.count, commit: release.commit,
      isChanged: isChanged,
      replaced: release.packages.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .compactMap { name, package in package.replacement.map { "\(name): \($0.text)" } })
  }
}
