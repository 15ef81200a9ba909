import Diagnostics

extension MissingRecords {
  /// The findings with those of one dashboard told as one: a dashboard for another system needs many series that are
  /// not there.
  static func merged(_ findings: [TracedFinding]) -> [Finding] {
    var groups: [[String]: [TracedFinding]] = [:]
    for traced in findings where isMergeable(traced) { groups[traced.subject, default: []].append(traced) }
    return findings.compactMap { traced in
      guard isMergeable(traced), let group = groups[traced.subject], group.count > 1 else { return traced.finding }
      // The whole group stands where its first one does.
      return traced.key == group.first?.key ? together(group, traced.finding) : nil
    }
  }

  private static func isMergeable(_ traced: TracedFinding) -> Bool {
    guard case .record = traced.cause else { return false }
    return traced.subject.first == Query.dashboardIdentity
  }

  private static func together(_ group: [TracedFinding], _ first: Finding) -> Finding {
    var finding = first
    let others = group.count - 1
    if case .record(let name, _)? = group.first?.cause {
      finding.message = first.message.replacing(name, with: "\(name) and \(others) more")
    }
    finding.path = first.path.map { path in
      path.firstRange(of: ".panels[").map { String(path[..<$0.lowerBound]) } ?? path
    }
    finding.notes = group.map { traced in
      var name = ""
      if case .record(let record, _) = traced.cause { name = record }
      let meanings = traced.finding.notes.map(\.message).joined(separator: "; ")
      return Diagnostic.Note("\(name): \(meanings)", at: traced.finding.notes.first?.location)
    }
    return finding
  }
}
