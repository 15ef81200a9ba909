/// One entry of a `jsonnetfile.json` or of its lock.
public struct Dependency: Sendable, Hashable {
  /// Where the files come from.
  public enum Source: Sendable, Hashable {
    /// A folder of a git repository.
    case git(PackageAddress)
    /// A folder relative to the file that names it; `vendor/` gets a link to it.
    case local(String)
  }

  /// Where the files come from.
  public var source: Source
  /// A tag, a branch or a commit; in a lock the commit. Empty for a local folder.
  public var version: String
  /// The base64 text of the package's sum; nil where it is not known.
  public var sum: String?
  /// What the short link is called, where it is not the last part of the path.
  public var linkName: String?
  /// Whether the dependencies of this one are left out.
  public var isSingle: Bool

  /// A dependency as a file tells it.
  public init(source: Source, version: String, sum: String? = nil, linkName: String? = nil, isSingle: Bool = false) {
    self.source = source
    self.version = version
    self.sum = sum
    self.linkName = linkName
    self.isSingle = isSingle
  }

  /// The path below `vendor/`, which also tells dependencies apart.
  public var name: String {
    switch source {
    case .git(let address): address.name
    case .local(let folder): PathRules.parts(of: folder).last { !$0.isEmpty && $0 != "." } ?? folder
    }
  }

  /// The short link's name, which older Jsonnet code imports by.
  var shortName: String {
    if let linkName { return linkName }
    guard case .git(let address) = source else { return name }
    return address.shortName
  }

  /// The repository and folder; nil for a local one.
  var address: PackageAddress? {
    guard case .git(let address) = source else { return nil }
    return address
  }
}

/// What a `jsonnetfile.json` or its lock says.
public struct Jsonnetfile: Sendable, Hashable {
  /// The name of the file that a person writes.
  public static let fileName = "jsonnetfile.json"
  /// The name of the lock beside it.
  public static let lockName = "jsonnetfile.lock.json"

  /// In the file's order.
  public var dependencies: [Dependency]
  /// Whether short links are wanted.
  public var legacyImports: Bool

  /// A file's content.
  public init(dependencies: [Dependency], legacyImports: Bool = true) {
    self.dependencies = dependencies
    self.legacyImports = legacyImports
  }
}
