import Glibc
import Platform

/// Brings the files of packages: each repository is fetched once, several at a time.
struct PackageFetcher: Sendable {
  let cache: String
  let jobs: Int
  let observer: VendorObserver

  func repository(_ remote: RemoteAddress) -> GitRepository { GitRepository(remote, cache: cache) }

  /// Fetches what the packages need into the cache.
  ///
  /// - Throws: a `VendorProblems` with the problem of every repository that failed; a `VendorProblem` for a package
  ///   that cannot be fetched at all.
  func fetch(_ plans: [PackagePlan]) throws {
    for plan in plans { if case .elsewhere = plan.origin { throw plan.elsewhere } }
    var wants: [RemoteAddress: [String: Set<String>]] = [:]
    for case .commit(let commit, let address) in plans.map(\.origin) {
      wants[address.remote, default: [:]][commit, default: []].insert(address.subfolder)
    }
    if wants.isEmpty { return }
    let remotes = wants.keys.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    let work = remotes.map { remote in
      (remote, (wants[remote] ?? [:]).sorted { $0.key < $1.key }
        .map { GitRepository.Want(commit: $0.key, subfolders: $0.value) })
    }
    observer.onStart(work.count)
    let results = Parallel.map(work, jobs: jobs) { (remote, wants) throws(VendorProblem) in
      let isNew = try repository(remote).fetch(wants)
      observer.onFetched(remote.path, !isNew)
    }
    try VendorProblems.check(results)
  }

  /// A single file at a commit that was fetched before; nil where the commit does not have it. Where the cache is
  /// damaged, the repository is fetched once more.
  func file(_ path: String, of remote: RemoteAddress, at commit: String) throws(VendorProblem) -> [UInt8]? {
    let repository = repository(remote)
    do throws(VendorProblem) {
      return try repository.file(path, at: commit)
    } catch {
      guard case .gitFailed = error else { throw error }
    }
    try repository.discard()
    try repository.fetch([.init(commit: commit, subfolders: [])])
    return try repository.file(path, at: commit)
  }

  /// A package's files, which must be as the locks say. Where the cache is damaged, the repository is fetched once
  /// more.
  func tree(_ plan: PackagePlan) throws(VendorProblem) -> PackageTree {
    let tree = try files(of: plan)
    if let problem = plan.refusal(of: tree) { throw problem }
    return tree
  }

  private func files(of plan: PackagePlan) throws(VendorProblem) -> PackageTree {
    switch plan.origin {
    case .elsewhere: throw plan.elsewhere
    case .folder(let path): return try PackageTree(replacing: plan.name, with: path)
    case .commit(let commit, let address):
      let repository = repository(address.remote)
      do throws(VendorProblem) {
        return try repository.package(commit, address.subfolder, name: plan.name)
      } catch {
        switch error {
        case .gitFailed, .noFolder: break
        default: throw error
        }
      }
      try repository.discard()
      try repository.fetch([.init(commit: commit, subfolders: [address.subfolder])])
      return try repository.package(commit, address.subfolder, name: plan.name)
    }
  }
}

extension PackageTree {
  /// The files of a local folder that stands in the place of a package.
  init(replacing package: String, with path: String) throws(VendorProblem) {
    guard let folder = try? OpenFolder.open(root: path), let tree = try PackageTree(in: folder, at: "", of: package)
    else { throw .system("cannot read", path, errno: ENOENT) }
    self = tree
  }
}

/// Several problems at once, one for each repository.
public struct VendorProblems: Error, Sendable {
  /// In the order of the repositories' names.
  public let all: [VendorProblem]

  /// Whether nothing but the way to the repositories is missing.
  var areUnreachable: Bool {
    all.allSatisfy { if case .unreachable = $0 { true } else { false } }
  }

  /// Throws what failed.
  static func check<Output>(_ results: [Result<Output, VendorProblem>]) throws {
    var problems: [VendorProblem] = []
    for case .failure(let problem) in results { problems.append(problem) }
    if !problems.isEmpty { throw VendorProblems(all: problems) }
  }
}
