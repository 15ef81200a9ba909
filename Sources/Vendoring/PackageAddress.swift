/// Where a dependency's files come from: a folder of a git repository.
public struct PackageAddress: Sendable, Hashable {
  /// The repository in a form that git takes, as `https://github.com/prometheus-operator/kube-prometheus.git`.
  public var remote: String
  /// The folder within the repository; empty for its root.
  public var subfolder: String

  /// An address, not checked.
  public init(remote: String, subfolder: String = "") {
    self.remote = remote
    self.subfolder = subfolder
  }
}
