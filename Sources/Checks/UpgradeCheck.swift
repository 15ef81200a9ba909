import Kubernetes

/// What a step from one build to another breaks, mends and leaves as it is.
public struct UpgradeCheck: Sendable {
  /// What the new build has and the old one did not have, with its cause where that is known.
  public var introduced: [Finding]
  /// What the old build had and the new one no longer has.
  public var fixed: [Finding]
  /// What both have, as the new one has it.
  public var stillThere: [Finding]

  /// Compares the findings of two builds: they are the same by what they are about, not by their words.
  ///
  /// - Parameters:
  ///   - from: the objects of the old build.
  ///   - to: those of the new one.
  public static func findings(from: ObjectSet, to: ObjectSet) -> UpgradeCheck {
    let olds = BuildCheck(from).traced(), news = BuildCheck(to).traced()
    let before = Set(olds.map(\.key)), after = Set(news.map(\.key))
    return UpgradeCheck(
      introduced: news.filter { !before.contains($0.key) }.map(\.finding),
      fixed: olds.filter { !after.contains($0.key) }.map(\.finding),
      stillThere: news.filter { before.contains($0.key) }.map(\.finding))
  }
}
