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

  /// - Parameter mark: what to mark them with; nil for their weight.
  static func items(findings: [Finding], as mark: OutlineItem.Mark? = nil) -> [OutlineItem] {
    findings.map { finding in
      let place = [finding.object?.description, finding.path].compactMap(\.self).joined(separator: " ")
      return OutlineItem(
        mark: mark ?? finding.mark, title: finding.message, context: place, note: finding.code,
        details: mark == .fixed ? [] : details(of: finding))
    }
  }

  /// Where it was written, why, and what to do.
  private static func details(of finding: Finding) -> [OutlineDetail] {
    let sources = finding.sources.map(\.description).joined(separator: " or ")
    let written = sources.isEmpty ? [] : [OutlineDetail([.init("written at \(sources)")], subject: source)]
    let notes = finding.notes.indices.map { index in
      let note = finding.notes[index]
      // A file that several notes in a row are about is named once.
      let isSame = index > 0 && finding.notes[index - 1].location == note.location
      let place = isSame ? nil : note.location
      return OutlineDetail([.init((place.map { "\($0): " } ?? "") + note.message)], subject: cause)
    }
    let hint = finding.hint.map { [OutlineDetail("hint: \($0)")] } ?? []
    let command = finding.command.map { [OutlineDetail("$ \($0)")] } ?? []
    return written + notes + hint + command
  }

  /// The subject of details that say where a person wrote what a finding is about.
  static let source = "source"
  /// The subject of details that say why something was found.
  static let cause = "cause"
}

extension Finding {
  /// What the weight looks like in a report.
  var mark: OutlineItem.Mark {
    switch severity {
    case .breaking: .breaking
    case .warning: .warning
    case .info: .info
    }
  }
}
