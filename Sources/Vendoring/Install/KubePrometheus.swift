/// kube-prometheus' own repository: its packages lie in one place below `vendor/`, wherever they were fetched from.
enum KubePrometheus {
  static let remote = "https://\(path).git"
  private static let path = "github.com/prometheus-operator/kube-prometheus"

  /// Whether a package below `vendor/` is one of the repository's own.
  static func contains(_ package: String) -> Bool { package == path || package.hasPrefix(path + "/") }
}

extension VendorLock.Release {
  /// Whether its own packages are of the commit that its tag had: where not, one of the two was changed by hand.
  var hasOwnCommit: Bool {
    let own = packages.filter { KubePrometheus.contains($0.key) && $0.value.replacement == nil }
    return own.isEmpty || own.values.contains { $0.version == commit }
  }
}
