extension BuildReport {
  /// The names of all targets, in their order.
  public var targetNames: [String] { Target.ordered(targets.map(\.target)) }

  /// Adds what became of some targets.
  mutating func note(_ outcomes: [TargetEvaluator.Outcome], of targets: [(cluster: String, target: String)]) {
    for (target, outcome) in zip(targets, outcomes) {
      var noted = TargetOutcome(cluster: target.cluster, target: target.target, origin: .cached)
      switch outcome.origin {
      case .evaluated(let time, let reason): (noted.origin, noted.reason) = (.evaluated(time), reason)
      case .shared(let other): noted.origin = .shared(targets[other].cluster)
      case .cached: break
      }
      self.targets.append(noted)
    }
  }

  /// Corrects what was noted of a target whose result the cache named, but did not have. Of several with one name it is
  /// any that is not corrected yet.
  mutating func note(
    lost target: String, of cluster: String, _ outcomes: [TargetEvaluator.Outcome], explained: String?
  ) {
    let found = targets.firstIndex { $0.cluster == cluster && $0.target == target && $0.origin == .cached }
    guard let index = found, case .evaluated(let time, _)? = outcomes.first?.origin else { return }
    targets[index].origin = .evaluated(time)
    targets[index].reason = target == explained ? .lost : nil
  }
}
