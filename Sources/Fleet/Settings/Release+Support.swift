extension Release {
  /// The first release that monigen builds.
  public static let oldest = Release(major: 0, minor: 13)

  /// The releases that monigen knows, oldest first: those that the embedded stack has a profile for.
  public static let known = supportedKubernetes.keys.sorted()

  /// The minor versions of Kubernetes 1 that a release supports; nil where that is not known.
  ///
  ///     Release("v0.17")?.kubernetesMinors  // 33...35
  public var kubernetesMinors: ClosedRange<Int>? {
    Self.supportedKubernetes[Release(major: major, minor: minor)]
  }

  /// From the compatibility matrix in each release's README.
  private static let supportedKubernetes: [Release: ClosedRange<Int>] = [
    Release(major: 0, minor: 13): 26...28,
    Release(major: 0, minor: 14): 26...31,
    Release(major: 0, minor: 15): 31...33,
    Release(major: 0, minor: 16): 31...34,
    Release(major: 0, minor: 17): 33...35,
    Release(major: 0, minor: 18): 33...36,
  ]
}
