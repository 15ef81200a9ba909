extension BuildReport {
  /// The names of all targets, in their order.
  public var targetNames: [String] { Target.ordered(targets.map(\.target)) }

  /// Adds what became of all targets of some programs, one after the other.
  mutating func note(_ outcomes: [TargetEvaluator.Outcome], of programs: [BuildPipeline.Program]) {
    let clusters = programs.flatMap { program in program.targets.map { _ in program.cluster.name } }
    let names = programs.flatMap { $0.targets.map(\.target.name) }
    for (index, outcome) in outcomes.enumerated() {
      var noted = TargetOutcome(cluster: clusters[index], target: names[index], origin: .cached)
      switch outcome.origin {
      case .evaluated(let time, let reason): (noted.origin, noted.reason) = (.evaluated(time), reason)
      case .shared(let other): noted.origin = .shared(clusters[other])
      case .cached: break
      }
      targets.append(noted)
    }
  }

  /// Corrects what was noted of a target whose result the cache named, but did not have.
  mutating func note(
    lost target: String, of cluster: String, _ outcomes: [TargetEvaluator.Outcome], explained: String?
  ) {
    guard let index = targets.firstIndex(where: { $0.cluster == cluster && $0.target == target }),
      case .evaluated(let time, _)? = outcomes.first?.origin
    else { return }
    targets[index].origin = .evaluated(time)
    targets[index].reason = target == explained ? .lost : nil
  }
}
