import Kubernetes

/// What is wrong with one build as a whole, rules, dashboards and monitors together.
///
///     BuildCheck(objects).findings().map(\.code)  // ["missing-recording-rule", "series-collision"]
public struct BuildCheck: Sendable {
  private let objects: ObjectSet
  let graph: RuleGraph

  /// Reads the objects of one cluster; what cannot be read is passed by or becomes a finding.
  public init(_ objects: ObjectSet) {
    self.objects = objects
    graph = RuleGraph(objects)
  }

  /// Everything that was found, gravest first, then in the order of objects and of places in them.
  public func findings() -> [Finding] { traced().map(\.finding) }

  func traced() -> [TracedFinding] {
    let found = MissingRecords.findings(in: graph) + ScrapeCollisions.findings(in: objects).map { TracedFinding($0) }
    return found.enumerated().sorted { a, b in
      let (x, y) = (a.element.finding, b.element.finding)
      if x.severity != y.severity { return x.severity < y.severity }
      if x.object != y.object { return Self.precedes(x.object, y.object) }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// What is about the whole build goes first.
  private static func precedes(_ a: ObjectReference?, _ b: ObjectReference?) -> Bool {
    guard let b else { return false }
    return a.map { $0 < b } ?? true
  }
}
