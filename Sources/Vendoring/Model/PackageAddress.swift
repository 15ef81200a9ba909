/// Where a dependency's files come from: a folder of a git repository.
public struct PackageAddress: Sendable, Hashable {
  /// The repository.
  public var remote: RemoteAddress
  /// The folder within the repository; empty for its root.
  public var subfolder: String

  /// An address whose folder is checked: it must stay within the repository.
  public init(remote: RemoteAddress, subfolder: String = "") throws(VendorProblem) {
    let folder = subfolder.split(separator: "/").joined(separator: "/")
    if let problem = PathRules.problem(withPath: folder) { throw .badSubfolder(subfolder, remote.display, problem) }
    self.remote = remote
    self.subfolder = folder
  }

  /// The folder below `vendor/`: `github.com/OWNER/NAME/SUBFOLDER`.
  public var name: String { subfolder.isEmpty ? remote.path : "\(remote.path)/\(subfolder)" }

  /// The last part of the name, which the short link has.
  var shortName: String { PathRules.parts(of: name).last ?? name }
}
