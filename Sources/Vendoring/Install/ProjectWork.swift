import Platform

/// Brings the packages that the project's own `jsonnetfile.json` names, and theirs, into `vendor/`.
///
/// Who is named first decides the version of a package: the direct dependencies, then, one after the other, those of
/// each. What the lock has wins over both, as in jsonnet-bundler, which reads and writes the same lock.
struct ProjectWork {
  private let job: VendorJob
  private let fetcher: PackageFetcher
  private let folder: VendorFolder
  /// The packages in `vendor/` and their commits; none where another program made it.
  private let versions: [String: String]
  private let file: Jsonnetfile
  private let locked: [String: Dependency]
  private let vendorLock: VendorLock

  /// - Throws: a `VendorProblem` or a `Diagnostic` for a file that cannot be read; for one that is not there too.
  init(job: VendorJob, fetcher: PackageFetcher) throws {
    self.job = job
    self.fetcher = fetcher
    folder = try job.projectFolder()
    versions = try folder.versions()
    file = try Jsonnetfile(reading: folder.read(Jsonnetfile.fileName) ?? [], file: Jsonnetfile.fileName)
    let lock = try folder.read(Jsonnetfile.lockName).map { try Jsonnetfile(reading: $0, file: Jsonnetfile.lockName) }
    locked = Dictionary((lock?.dependencies ?? []).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    vendorLock = try VendorLock(reading: try folder.read(VendorLock.fileName))
  }

  /// A package whose version is decided.
  private struct Settled {
    var dependency: Dependency
    var tree: PackageTree?
    var locked: VendorLock.Package?
    /// Where a local folder's link leads, from `vendor/`.
    var target: String?
    /// Whether the files are known to be those of the commit.
    var isProven = true
  }

  /// Dependencies to settle, and whose they are: nil for the project's own.
  private struct Step {
    var dependencies: [Dependency]
    var owner: String?
  }

  func run(_ report: inout VendorJob.Report) throws {
    try folder.requireWritable()
    let settled = try settle(&report.warnings)
    try job.refuseUnknownReplacements(
      among: settled.map(\.dependency.name) + vendorLock.releases.values.flatMap { $0.packages.keys })
    let packages = settled.compactMap { package in
      package.tree.map { tree in
        (package.dependency.name, version: package.isProven ? package.locked?.version : nil, tree)
      }
    }
    let links = ProjectLinks.all(
      settled.compactMap { package in
        let dependency = package.dependency
        if let target = package.target { return (dependency.name, dependency.name, target) }
        return file.legacyImports ? (dependency.shortName, dependency.name, dependency.name) : nil
      }, &report.warnings)
    let contents = VendorFolder.Contents(packages: packages, links: links)
    let now = Dictionary(
      settled.compactMap { package in package.locked.map { (package.dependency.name, $0) } },
      uniquingKeysWith: { $1 })
    let isCurrent = try folder.differences(from: now).isEmpty && folder.has(only: contents)
    let held = try VendorFolder(holding: folder)
    if !isCurrent { try held.install(contents) }
    let lock = Jsonnetfile(dependencies: settled.map(\.dependency), legacyImports: false)
    try held.write(lock.text(sorted: true), to: Jsonnetfile.lockName)
    try record(now.filter { $0.value.replacement != nil }, in: held)
    report.warnings += settled.compactMap { package in
      let name = package.dependency.name
      return package.locked?.note(of: name, in: "vendor", before: vendorLock.replaced[name])
    }
    report.outcomes.append(
      VendorJob.Outcome(
        folder: ".", packages: settled.count, commit: nil, isChanged: !isCurrent,
        replaced: settled.compactMap { package in
          package.locked?.replacement.map { "\(package.dependency.name): \($0.text)" }
        }))
  }

  /// Writes what stands in the place of packages to the lock as it is now: a release may have come meanwhile.
  private func record(_ replaced: [String: VendorLock.Package], in held: VendorFolder) throws {
    let bytes = try held.read(VendorLock.fileName)
    var lock = try VendorLock(reading: bytes)
    lock.replaced = replaced
    if bytes != nil || lock != VendorLock() { try held.write(lock.text, to: VendorLock.fileName) }
  }

  // MARK: - Versions

  /// All packages in the order in which they were named.
  private func settle(_ warnings: inout [String]) throws -> [Settled] {
    var settled: [Settled] = []
    var names: Set<String> = []
    // A stack instead of recursion: how deep packages depend on each other is a stranger's choice.
    var steps = [Step(dependencies: file.dependencies)]
    while let step = steps.popLast() {
      let new = try bring(
        step.dependencies.filter { names.insert($0.name).inserted }, owner: step.owner, &warnings)
      settled += new
      steps += try new.reversed().compactMap { package in
        guard !package.dependency.isSingle,
          let bytes = package.tree?.file(Jsonnetfile.fileName) ?? localFile(of: package.dependency, step.owner)
        else { return nil }
        let name = package.dependency.name
        let isLocal = package.target != nil
        let file = try Jsonnetfile(
          reading: bytes, file: "\(Jsonnetfile.fileName) of \(name)", from: isLocal ? .user : .package)
        return Step(dependencies: file.dependencies, owner: isLocal ? nil : name)
      }
    }
    return settled
  }

  private func localFile(of dependency: Dependency, _ owner: String?) -> [UInt8]? {
    guard owner == nil, case .local(let path) = dependency.source else { return nil }
    return try? LocalFiles.read("\(job.root)/\(path)/\(Jsonnetfile.fileName)", shownAs: path)
  }

  private func bring(
    _ dependencies: [Dependency], owner: String?, _ warnings: inout [String]
  ) throws -> [Settled] {
    let resolved = Parallel.map(dependencies, jobs: job.jobs) { dependency throws(VendorProblem) in
      try dependency.address.map { address throws(VendorProblem) in try plan(dependency, at: address) }
    }
    try VendorProblems.check(resolved)
    let plans = try resolved.map { try $0.get() }
    let (present, unproven) = try present(plans.compactMap(\.self), &warnings)
    return try zip(dependencies, plans).map { dependency, plan in
      guard let plan else {
        guard case .local(let path) = dependency.source else { return Settled(dependency: dependency) }
        return Settled(
          dependency: dependency, target: try ProjectLinks.target(of: path, owner: owner, root: job.root))
      }
      let tree = try present[plan.name] ?? unproven[plan.name] ?? fetcher.tree(plan)
      var settled = Settled(
        dependency: plan.dependency, tree: tree, locked: plan.locked(tree), isProven: unproven[plan.name] == nil)
      settled.dependency.sum = tree.sum
      return settled
    }
  }

  private typealias Trees = [String: PackageTree]

  /// The packages that are in `vendor/` already; all others are fetched. Where they cannot be, those that another
  /// program put there have to do, by their sums alone.
  private func present(
    _ plans: [PackagePlan], _ warnings: inout [String]
  ) throws -> (proven: Trees, unproven: Trees) {
    func trees(_ plans: [PackagePlan], _ versions: [String: String]) -> Trees {
      let found = plans.compactMap { plan in plan.installed(in: folder, versions).map { (plan.name, $0) } }
      return Dictionary(found, uniquingKeysWith: { $1 })
    }
    let proven = trees(plans, versions)
    let missing = plans.filter { proven[$0.name] == nil }
    do {
      try fetcher.fetch(missing)
      return (proven, [:])
    } catch let problems as VendorProblems where problems.areUnreachable {
      let unrecorded = missing.filter { versions[$0.name] == nil }.map { ($0.name, $0.dependency.version) }
      let unproven = trees(missing, Dictionary(unrecorded, uniquingKeysWith: { $1 }))
      guard unproven.count == missing.count else { throw problems }
      warnings += problems.all.map { "\($0.diagnostic.message); going by \(Jsonnetfile.lockName)" }
      return (proven, unproven)
    }
  }

  private func plan(_ dependency: Dependency, at address: PackageAddress) throws(VendorProblem) -> PackagePlan {
    var dependency = dependency
    let locked = locked[dependency.name]
    let replaced = vendorLock.replaced[dependency.name]
    // The commit of a fork is none of the package's own.
    if let locked, replaced?.replacement?.hasVersion != true { dependency.version = locked.version }
    var pins: [PackagePlan.Pin] = []
    if let locked {
      pins.append(
        .init(
          lock: Jsonnetfile.lockName, version: locked.version, sum: locked.sum, replacement: replaced?.replacement))
    }
    // `jb update` may have taken the package to another commit; then the other lock is behind.
    if let replaced, locked == nil || locked?.version == replaced.version { pins.append(.init(replaced)) }
    return try PackagePlan(
      dependency, from: address, replacement: try job.replacement(of: dependency.name, locked: replaced), pins: pins
    ) { remote, version throws(VendorProblem) in try fetcher.repository(remote).commit(version) }
  }
}
