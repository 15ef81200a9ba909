import Checks
import Fleet

/// What the checks say about one cluster of a build.
struct ClusterFindings: Sendable {
  var name: String
  var all: [Finding]
  /// What the build brings; only of a tree that was there before.
  var introduced: [Finding] = []
  /// What the build mends.
  var fixed: [Finding] = []

  /// Checks a cluster as it will be, and one that changes as it was too.
  init(of built: BuiltCluster, reading reader: QueryReader) {
    func located(_ findings: [Finding]) -> [Finding] { built.objects.origins?.locating(findings) ?? findings }
    name = built.name
    guard let before = built.before else {
      all = located(BuildCheck(built.objects.objects, reading: reader).findings())
      return
    }
    let old = BuildCheck(before, reading: reader)
    let check = UpgradeCheck(from: old, to: BuildCheck(built.objects.objects, reading: reader, besides: old))
    introduced = located(check.introduced)
    all = introduced + located(check.stillThere)
    fixed = check.fixed
  }
}
