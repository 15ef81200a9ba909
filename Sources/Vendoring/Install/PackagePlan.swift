import Glibc
import Platform

/// A package to bring, and where its files come from.
struct PackagePlan: Sendable {
  enum Origin: Sendable {
    case commit(String, of: PackageAddress)
    case folder(String)
  }

  /// The path below `vendor/`.
  var name: String
  /// As the lock of jsonnet-bundler has it; its sum is the one that the files must have, where it is known.
  var dependency: Dependency
  var origin: Origin
  /// What the lock says where something else stands in the package's place.
  var replacement: String?

  /// A dependency at a commit, or what replaces it.
  ///
  /// - Parameter resolve: the commit of a version of a repository.
  init(
    _ dependency: Dependency, named name: String, from address: PackageAddress, replacement: Replacement?,
    resolve: (RemoteAddress, String) throws(VendorProblem) -> String
  ) throws(VendorProblem) {
    self.name = name
    self.dependency = dependency
    self.replacement = replacement?.record(for: name)
    switch replacement?.source {
    case .folder?:
      origin = .folder(replacement?.folder(for: name) ?? "")
      self.dependency.sum = nil
    case .repository(let remote, let version?)?:
      let commit = try resolve(remote, version)
      origin = .commit(commit, of: try PackageAddress(remote: remote, subfolder: address.subfolder))
      self.dependency.version = commit
      self.dependency.sum = nil
    case .repository(let remote, nil)?:
      let commit = try resolve(address.remote, dependency.version)
      origin = .commit(commit, of: try PackageAddress(remote: remote, subfolder: address.subfolder))
      self.dependency.version = commit
    case nil:
      let commit = try resolve(address.remote, dependency.version)
      origin = .commit(commit, of: address)
      self.dependency.version = commit
    }
  }
}

/// Brings the files of packages: each repository is fetched once, several at a time.
struct PackageFetcher: Sendable {
  let cache: String
  let jobs: Int
  let observer: VendorObserver

  func repository(_ remote: RemoteAddress) -> GitRepository { GitRepository(remote, cache: cache) }

  /// Fetches what the packages need into the cache.
  ///
  /// - Throws: a `VendorProblems` with the problem of every repository that failed.
  func fetch(_ plans: [PackagePlan]) throws {
    var wants: [RemoteAddress: [String: Set<String>]] = [:]
    for case .commit(let commit, let address) in plans.map(\.origin) {
      wants[address.remote, default: [:]][commit, default: []].insert(address.subfolder)
    }
    let remotes = wants.keys.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    let work = remotes.map { remote in
      (remote, (wants[remote] ?? [:]).sorted { $0.key < $1.key }
        .map { GitRepository.Want(commit: $0.key, subfolders: $0.value) })
    }
    observer.onStart(work.count)
    let results = Parallel.map(work, jobs: jobs) { (remote, wants) throws(VendorProblem) in
      try repository(remote).fetch(wants)
      observer.onFetched(remote.path)
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

  /// A package's files, with the sum that they must have. What the cache has is not believed: where it is wrong, the
  /// repository is fetched once more.
  func tree(_ plan: PackagePlan) throws(VendorProblem) -> PackageTree {
    switch plan.origin {
    case .folder(let path):
      guard let folder = try? OpenFolder.open(root: path),
        let tree = try PackageTree(in: folder, at: "", of: plan.name)
      else { throw .system("cannot read", path, errno: ENOENT) }
      return tree
    case .commit(let commit, let address):
      let repository = repository(address.remote)
      do throws(VendorProblem) {
        let tree = try repository.package(commit, address.subfolder, name: plan.name)
        if plan.accepts(tree) { return tree }
      } catch {
        switch error {
        case .gitFailed, .noFolder: break
        default: throw error
        }
      }
      try repository.discard()
      try repository.fetch([.init(commit: commit, subfolders: [address.subfolder])])
      let tree = try repository.package(commit, address.subfolder, name: plan.name)
      guard plan.accepts(tree) else { throw .wrongSum(plan.name, plan.dependency.sum ?? "", tree.sum) }
      return tree
    }
  }
}

extension PackagePlan {
  func accepts(_ tree: PackageTree) -> Bool { dependency.sum == nil || dependency.sum == tree.sum }
}

/// Several problems at once, one for each repository.
public struct VendorProblems: Error, Sendable {
  /// In the order of the repositories' names.
  public let all: [VendorProblem]

  /// Throws what failed.
  static func check<Output>(_ results: [Result<Output, VendorProblem>]) throws {
    var problems: [VendorProblem] = []
    for case .failure(let problem) in results { problems.append(problem) }
    if !problems.isEmpty { throw VendorProblems(all: problems) }
  }
}
