import Checks

/// Images, findings, and whatever a view lists by object, as items.
extension Outline {
  static func items(images: [ImageChange]) -> [OutlineItem] {
    images.map { change in
      let mark: OutlineItem.Mark = change.from == nil ? .added : change.to == nil ? .removed : .changed
      let version =
        switch (change.from, change.to) {
        case (let from?, let to?): "\(from) -> \(to)" + (change.bump == .other ? "" : " (\(change.bump.rawValue))")
        case (let one?, nil), (nil, let one?): one
        case (nil, nil): ""
        }
      return OutlineItem(
        mark: mark, title: change.repository, note: version,
        details: [OutlineDetail("\(change.object) \(change.container)")])
    }
  }

  /// - Parameter byThing: whether a person knows the thing by its own name rather than by that of the object that
  ///   holds it: a dashboard by its title, not by its ConfigMap.
  static func items(view: [ViewChange], byThing: Bool = false) -> [OutlineItem] {
    view.map { change in
      let isTitled = byThing && !change.what.isEmpty
      let object = change.object.description
      let mark: OutlineItem.Mark =
        switch change.kind {
        case .added: .added
        case .removed: .removed
        case .changed: .changed
        }
      return OutlineItem(
        mark: mark, title: isTitled ? change.what : object, context: isTitled ? object : change.what,
        details: change.details.map { OutlineDetail($0) })
    }
  }

  static func items(findings: [Finding]) -> [OutlineItem] {
    findings.map { finding in
      let mark: OutlineItem.Mark =
        switch finding.severity {
        case .breaking: .breaking
        case .warning: .warning
        case .info: .info
        }
      let place = [finding.object?.description, finding.path].compactMap(\.self).joined(separator: " ")
      let notes = finding.notes.map { note in (note.location.map { "\($0): " } ?? "") + note.message }
      let hint = finding.hint.map { ["hint: \($0)"] } ?? []
      let command = finding.command.map { ["$ \($0)"] } ?? []
      return OutlineItem(
        mark: mark, title: finding.message, context: place, note: finding.code,
        details: (written(finding) + notes + hint + command).map { OutlineDetail($0) })
    }
  }

  private static func written(_ finding: Finding) -> [String] {
    finding.sources.isEmpty ? [] : ["written at " + finding.sources.map(\.description).joined(separator: " or ")]
  }
}
