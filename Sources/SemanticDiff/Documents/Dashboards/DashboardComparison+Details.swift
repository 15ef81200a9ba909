extension DashboardComparison {
  /// What a user of the dashboard would notice, one line each without a final full stop, `uid` first:
  ///
  ///     uid abc -> def: saved links to it break
  ///     panel 'Target Sync' added
  ///     panel 'Rate': query A changed, unit changed
  ///     variable 'job': query changed
  public var details: [String] {
    var lines: [String] = []
    if presence == .common, uid.from != uid.to {
      lines.append("uid \(uid.from ?? "(none)") -> \(uid.to ?? "(none)"): saved links to it break")
    }
    guard presence == .common else { return lines }
    lines += removed.map { "panel \(Self.name($0)) removed" }
    lines += added.map { "panel \(Self.name($0)) added" }
    for panel in common where !panel.isCosmetic { lines.append("panel \(Self.name(panel.to)): \(Self.words(panel))") }
    return lines + headLines
  }

  private var headLines: [String] {
    var lines: [String] = []
    for change in changes where change.kind != .cosmetic {
      switch change.path.steps.first {
      case .key("uid"), .key("panels"): continue
      default: lines.append("\(change.path) \(change.kind.rawValue)")
      }
    }
    return lines
  }

  private static func name(_ panel: DashboardPanel) -> String {
    panel.title.isEmpty ? "without a title (\(panel.type))" : "'\(panel.title)'"
  }

  /// The parts of a panel that differ, each once.
  private static func words(_ panel: DashboardPanelChange) -> String {
    var words: [String] = []
    for change in panel.changes where change.kind != .cosmetic {
      let word = self.word(for: change, panel)
      if !words.contains(word) { words.append(word) }
    }
    return words.joined(separator: ", ")
  }

  private static func word(for change: Change, _ panel: DashboardPanelChange) -> String {
    // panels, the panel, the member, and for a query its letter and what differs.
    let steps = change.path.steps.dropFirst(2)
    guard case .key(let member)? = steps.first else { return "options changed" }
    switch member {
    case "targets":
      guard case .item(let fields)? = steps.dropFirst().first else { return "queries changed" }
      let query = "query \(fields.first?.value ?? "")"
      guard case .key(let part)? = steps.dropFirst(2).first, part != "expr" else {
        return "\(query) \(change.kind.rawValue)"
      }
      return "\(part) of \(query) \(change.kind.rawValue)"
    case "title": return "title changed, was '\(panel.from.title)'"
    case "type": return "type changed, was \(panel.from.type)"
    case "unit", "description", "repeat": return "\(member) \(change.kind.rawValue)"
    default: return "options changed"
    }
  }
}
