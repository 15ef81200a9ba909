/// A package to bring, and where its files come from.
struct PackagePlan: Sendable {
  enum Origin: Sendable {
    case commit(String, of: PackageAddress)
    case folder(String)
    /// What stands in its place is known by name only: its files are there already, or cannot be had.
    case elsewhere
  }

  /// What a lock says of the package.
  struct Pin: Sendable {
    /// The lock's name, for messages.
    var lock: String
    var version: String
    /// Nil where the lock has none.
    var sum: String?
    /// What stood in the package's place when the lock was written.
    var replacement: VendorLock.Record?

    init(lock: String, version: String, sum: String?, replacement: VendorLock.Record? = nil) {
      self.lock = lock
      self.version = version
      self.sum = sum
      self.replacement = replacement
    }

    /// What `vendor.lock.json` says.
    init(_ package: VendorLock.Package) {
      self.init(
        lock: VendorLock.fileName, version: package.version, sum: package.sum, replacement: package.replacement)
    }
  }

  /// As the lock of jsonnet-bundler has it, without its sum.
  let dependency: Dependency
  let origin: Origin
  /// What stands in the package's place.
  let replacement: VendorLock.Record?
  /// What the files must be as; none for a local folder, which is there to be edited.
  let pins: [Pin]

  /// The path below `vendor/`.
  var name: String { dependency.name }

  /// A dependency at the commit that the locks have, or else at its own version's; or what replaces it.
  ///
  /// - Parameters:
  ///   - address: the folder of a repository that has it.
  ///   - pins: what locks say; those about other files than these do not count.
  ///   - resolve: the commit of a version of a repository.
  /// - Throws: a `VendorProblem`, also where two locks say different things.
  init(
    _ dependency: Dependency, from address: PackageAddress, replacement: Replacement?, pins: [Pin],
    resolve: (RemoteAddress, String) throws(VendorProblem) -> String
  ) throws(VendorProblem) {
    let record = replacement?.record(for: dependency.name)
    var pins = pins.filter { VendorLock.Record.haveSameFiles($0.replacement, record) }
    var dependency = dependency
    dependency.sum = nil
    func commit(of remote: RemoteAddress, _ version: String) throws(VendorProblem) -> String {
      if let first = pins.first, let other = pins.first(where: { $0.version != first.version }) {
        throw .locksDiffer(dependency.name, first.lock, first.version, other.lock, other.version)
      }
      return try resolve(remote, pins.first?.version ?? version)
    }
    switch replacement?.source {
    case .folder?:
      origin = .folder(replacement?.folder(for: dependency.name) ?? "")
      pins = []
    case .elsewhere?:
      origin = .elsewhere
    case .repository(let remote, let version?)?:
      dependency.version = try commit(of: remote, version)
      origin = .commit(dependency.version, of: try PackageAddress(remote: remote, subfolder: address.subfolder))
    case .repository(let remote, nil)?:
      dependency.version = try commit(of: address.remote, dependency.version)
      origin = .commit(dependency.version, of: try PackageAddress(remote: remote, subfolder: address.subfolder))
    case nil:
      dependency.version = try commit(of: address.remote, dependency.version)
      origin = .commit(dependency.version, of: address)
    }
    self.dependency = dependency
    self.replacement = record
    self.pins = pins
  }

  /// The problem of a package whose files are gone and whose place is not known.
  var elsewhere: VendorProblem {
    .replacedElsewhere(name, replacement?.text ?? "", isRepository: replacement?.isRepository == true)
  }

  /// The first lock that says that the package has other files.
  func refusal(of tree: PackageTree) -> VendorProblem? {
    let sum = tree.sum
    guard let pin = pins.first(where: { $0.sum != nil && $0.sum != sum }) else { return nil }
    return .wrongSum(name, pin.sum ?? "", sum, pin.lock)
  }

  /// The package's files where they are there already, and are those of its commit: by the record that is kept with
  /// them, and by the sums in the locks.
  func installed(in folder: VendorFolder, _ versions: [String: String]) -> PackageTree? {
    if case .folder = origin { return nil }
    guard pins.contains(where: { $0.sum != nil }), let tree = folder.package(name), refusal(of: tree) == nil else {
      return nil
    }
    if case .elsewhere = origin { return tree }
    return versions[name] == dependency.version ? tree : nil
  }

  /// What a lock says when the package has these files.
  func locked(_ tree: PackageTree) -> VendorLock.Package {
    let version =
      switch origin {
      case .commit(let commit, _): commit
      case .folder: ""
      case .elsewhere: pins.first?.version ?? ""
      }
    return VendorLock.Package(version: version, sum: tree.sum, replacement: replacement)
  }
}
