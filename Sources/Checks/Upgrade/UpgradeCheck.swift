import Kubernetes

/// What a step from one build to another breaks, mends and leaves as it is.
///
///     UpgradeCheck.findings(from: olds, to: news, step: UpgradeStep(from: "v0.13", to: "v0.17")).introduced
public struct UpgradeCheck: Sendable {
  /// What the new build has and the old one did not have, with its cause where that is known, gravest first.
  public var introduced: [Finding]
  /// What the old build had and the new one shows to be right. What went with its subject, and what can no longer be
  /// decided, is not among them.
  public var fixed: [Finding]
  /// What both have, as the new one has it.
  public var stillThere: [Finding]

  /// Compares the findings of two builds: they are the same by what they are about, not by their words.
  ///
  /// - Parameters:
  ///   - from: the objects of the old build.
  ///   - to: those of the new one.
  ///   - step: what is known of the step besides.
  public static func findings(from: ObjectSet, to: ObjectSet, step: UpgradeStep = UpgradeStep()) -> UpgradeCheck {
    let reader = QueryReader()
    let old = BuildCheck(from, reading: reader)
    return UpgradeCheck(from: old, to: BuildCheck(to, reading: reader, besides: old), step: step)
  }

  /// The same for builds that were checked already.
  public init(from: BuildCheck, to: BuildCheck, step: UpgradeStep = UpgradeStep()) {
    let olds = from.traced + from.hazards
    let before = Set(olds.map(\.key))
    let drops = to.isScraped(as: from.objects) ? [] : DroppedMetrics.newFindings(from: from, to: to)
    let news = Self.unique(
      to.traced + to.hazards(from: from.objects) + drops.filter { !before.contains($0.key) })
    let after = Set(news.map(\.key))
    let cause = UpgradeCause(from: from, to: to, step: step)
    introduced = MissingRecords.merged(news.filter { !before.contains($0.key) }.map(cause.explained)).ranked()
    let gone = olds.filter { !after.contains($0.key) }
    fixed = MissingRecords.merged(Remedies.mended(gone, from: from, to: to)).ranked()
    stillThere = MissingRecords.merged(news.filter { before.contains($0.key) }).ranked()
  }

  private static func unique(_ findings: [TracedFinding]) -> [TracedFinding] {
    var known: Set<TracedFinding.Key> = []
    return findings.filter { known.insert($0.key).inserted }
  }
}

/// What is known of a step besides the two builds.
public struct UpgradeStep: Sendable {
  /// What the old build is called in a sentence: `v0.13`.
  public var from: String
  /// What the new one is called.
  public var to: String
  /// For recording rules that are gone the names of those that do the same now.
  public var renames: [String: String]

  /// A step between two builds.
  ///
  /// - Parameters:
  ///   - from: the old build's name; one that is no release, as `previous`, becomes words.
  ///   - to: that of the new one.
  ///   - renames: for recording rules that are gone the names of those that do the same now.
  public init(from: String = "", to: String = "", renames: [String: String] = [:]) {
    self.from = Self.isRelease(from) ? from : "the old build"
    self.to = Self.isRelease(to) ? to : "the new build"
    self.renames = renames
  }

  private static func isRelease(_ name: String) -> Bool {
    name.first == "v" && name.dropFirst().first?.isNumber == true
  }
}
