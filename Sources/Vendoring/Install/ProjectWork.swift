import Platform

/// Brings the packages that the project's own `jsonnetfile.json` names, and theirs, into `vendor/`.
///
/// Who is named first decides the version of a package: the direct dependencies, then, one after the other, those of
/// each. What the lock has wins over both, as in jsonnet-bundler, which reads and writes the same lock.
struct ProjectWork {
  let job: VendorJob
  let fetcher: PackageFetcher

  /// A package whose version is decided.
  private struct Settled {
    var dependency: Dependency
    var tree: PackageTree?
    var replacement: String?
    /// Where a local folder's link leads, from `vendor/`.
    var target: String?

    var lockedReplacement: VendorLock.Package? {
      guard let replacement, let sum = dependency.sum else { return nil }
      return .init(version: dependency.version, sum: sum, replacement: replacement)
    }
  }

  /// A sum in the lock that is that of something else in the package's place holds no longer once that is gone.
  private func unlessReplaced(_ dependency: Dependency, _ lock: VendorLock) -> Dependency {
    var dependency = dependency
    let now = job.replacements.best(for: dependency.name)?.record(for: dependency.name)
    if let before = lock.replaced[dependency.name], before.replacement != now { dependency.sum = nil }
    return dependency
  }

  /// Dependencies to settle, and whose they are: nil for the project's own.
  private struct Step {
    var dependencies: [Dependency]
    var owner: String?
  }

  func run(_ report: inout VendorJob.Report) throws {
    let folder = try job.projectFolder(create: true)
    guard let bytes = try folder.read(Jsonnetfile.fileName) else { return }
    let file = try Jsonnetfile(reading: bytes, file: Jsonnetfile.fileName)
    let locked = try folder.read(Jsonnetfile.lockName).map {
      try Jsonnetfile(reading: $0, file: Jsonnetfile.lockName).dependencies
    }
    let locks = Dictionary((locked ?? []).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    var vendorLock = try VendorLock(reading: try folder.read(VendorLock.fileName))
    let usable = locks.mapValues { unlessReplaced($0, vendorLock) }
    let (settled, order) = try settle(file.dependencies, usable, folder)
    let packages = order.compactMap { name in settled[name]?.tree.map { (name: name, tree: $0) } }
    let links = links(settled, order, wanted: file.legacyImports, &report.warnings)
    let contents = VendorFolder.Contents(packages: packages, links: links)
    let sums = Dictionary(packages.map { ($0.name, $0.tree.sum) }, uniquingKeysWith: { $1 })
    let isCurrent = try folder.differences(sums: sums).isEmpty && folder.hasOnly(contents)
    if !isCurrent { try folder.install(contents) }
    let dependencies = order.compactMap { settled[$0]?.dependency }
    let lock = Jsonnetfile(dependencies: dependencies, legacyImports: false)
    try folder.write(lock.text(sorted: true), to: Jsonnetfile.lockName)
    vendorLock.replaced = settled.compactMapValues(\.lockedReplacement)
    if vendorLock != VendorLock() || LocalFiles.kind(of: "\(job.root)/\(VendorLock.fileName)") != nil {
      try folder.write(vendorLock.text, to: VendorLock.fileName)
    }
    report.outcomes.append(
      VendorJob.Outcome(
        folder: ".", packages: order.count, commit: nil, isChanged: !isCurrent,
        replaced: order.compactMap { name in settled[name]?.replacement.map { "\(name): \($0)" } }))
  }

  // MARK: - Versions

  private func settle(
    _ direct: [Dependency], _ locks: [String: Dependency], _ folder: VendorFolder
  ) throws -> ([String: Settled], order: [String]) {
    var settled: [String: Settled] = [:]
    var order: [String] = []
    // A stack instead of recursion: how deep packages depend on each other is a stranger's choice.
    var steps = [Step(dependencies: direct)]
    while let step = steps.popLast() {
      var seen: Set<String> = []
      let new = step.dependencies.filter { settled[$0.name] == nil && seen.insert($0.name).inserted }
      for (name, package) in try bring(new, locks, owner: step.owner, folder) {
        settled[name] = package
        order.append(name)
      }
      let nested = new.filter { !$0.isSingle }.compactMap { dependency -> (String, [UInt8])? in
        let bytes = settled[dependency.name]?.tree?.file(Jsonnetfile.fileName) ?? localFile(of: dependency, step.owner)
        return bytes.map { (dependency.name, $0) }
      }
      steps += try nested.reversed().map { name, bytes in
        let isLocal = settled[name]?.target != nil
        let file = try Jsonnetfile(
          reading: bytes, file: "\(Jsonnetfile.fileName) of \(name)", from: isLocal ? .user : .package)
        return Step(dependencies: file.dependencies, owner: isLocal ? nil : name)
      }
    }
    return (settled, order)
  }

  private func localFile(of dependency: Dependency, _ owner: String?) -> [UInt8]? {
    guard owner == nil, case .local(let path) = dependency.source else { return nil }
    return try? LocalFiles.read("\(job.root)/\(path)/\(Jsonnetfile.fileName)", shownAs: path)
  }

  private func bring(
    _ dependencies: [Dependency], _ locks: [String: Dependency], owner: String?, _ folder: VendorFolder
  ) throws -> [(String, Settled)] {
    let repositories = dependencies.filter { $0.address != nil }
    let resolved = Parallel.map(repositories, jobs: job.jobs) { dependency throws(VendorProblem) in
      try plan(dependency, locks[dependency.name])
    }
    try VendorProblems.check(resolved)
    let plans = try resolved.map { try $0.get() }
    func installed(_ plan: PackagePlan) -> PackageTree? {
      guard plan.replacement == nil, let sum = plan.dependency.sum else { return nil }
      return folder.package(plan.name).flatMap { $0.sum == sum ? $0 : nil }
    }
    let missing = plans.filter { installed($0) == nil }
    if !missing.isEmpty { try fetcher.fetch(missing) }
    let byName = Dictionary(plans.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return try dependencies.map { dependency in
      guard let plan = byName[dependency.name] else {
        return (dependency.name, Settled(dependency: dependency, target: try target(of: dependency, owner)))
      }
      let tree = try installed(plan) ?? fetcher.tree(plan)
      var locked = plan.dependency
      locked.sum = tree.sum
      return (plan.name, Settled(dependency: locked, tree: tree, replacement: plan.replacement))
    }
  }

  private func plan(_ dependency: Dependency, _ locked: Dependency?) throws(VendorProblem) -> PackagePlan {
    var dependency = dependency
    let replacement = job.replacements.best(for: dependency.name)
    dependency.sum = nil
    if let locked {
      dependency.version = locked.version
      dependency.sum = locked.sum
    }
    guard let address = dependency.address else { throw .badLocal(dependency.name, "is no repository") }
    return try PackagePlan(
      dependency, named: dependency.name, from: address, replacement: replacement
    ) { remote, version throws(VendorProblem) in try fetcher.repository(remote).commit(version) }
  }

  /// Where the link to a local folder leads: the project's own count from the project, a package's from the package.
  private func target(of dependency: Dependency, _ owner: String?) throws(VendorProblem) -> String {
    guard case .local(let folder) = dependency.source else { return "" }
    let path = folder.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    let problem = folder.hasPrefix("/") ? "is absolute" : path.isEmpty ? "is empty" : PathRules.problem(withPath: path)
    if let problem { throw .badLocal(folder, problem) }
    if let owner { return "\(owner)/\(path)" }
    guard let real = LocalFiles.realPath("\(job.root)/\(path)"), LocalFiles.kind(of: real) == .folder else {
      throw .badLocal(folder, "is not there")
    }
    guard real.hasPrefix(job.root + "/") else { throw .badLocal(folder, "leads out of the project") }
    return "../\(path)"
  }

  // MARK: - Links

  private func links(
    _ settled: [String: Settled], _ order: [String], wanted: Bool, _ warnings: inout [String]
  ) -> [(name: String, target: String)] {
    var taken: [String: String] = [:]
    var links: [(name: String, target: String)] = []
    for name in order {
      guard let package = settled[name], package.target != nil || wanted else { continue }
      let short = package.target == nil ? package.dependency.shortName : name
      if let other = taken[short] {
        warnings.append(
          "'\(short)' is \(other): \(name) claims the name too, and is imported by its whole path; "
            + "a 'name' in \(Jsonnetfile.fileName) tells them apart")
        continue
      }
      taken[short] = name
      links.append((short, package.target ?? name))
    }
    return links
  }
}

extension VendorFolder {
  /// Whether `vendor/` has nothing but some contents.
  func hasOnly(_ contents: Contents) throws(VendorProblem) -> Bool {
    let files = contents.packages.reduce(into: Set<String>()) { all, package in
      for entry in package.tree.entries { all.insert("\(package.name)/\(entry.name)") }
    }
    let links = Set(contents.links.map(\.name))
    return try names() == files.union(links)
  }
}
