extension ExpressionDifference {
  /// Says what differs between two selectors, besides when they look.
  mutating func compare(_ old: VectorSelector, _ new: VectorSelector) {
    if old.name != new.name {
      change("metric", old.name ?? "any", new.name ?? "any")
    }
    let gone = old.matchers.filter { !new.matchers.contains($0) }
    var come = new.matchers.filter { !old.matchers.contains($0) }
    for matcher in gone {
      if let place = come.firstIndex(where: { $0.label == matcher.label }) {
        change("matcher", Printer.text(of: matcher), Printer.text(of: come.remove(at: place)))
      } else {
        add("matcher removed: \(Printer.text(of: matcher))")
      }
    }
    for matcher in come { add("matcher added: \(Printer.text(of: matcher))") }
  }

  /// Says what differs between the times that two selectors look at.
  mutating func compare(_ old: TimeModifiers, _ new: TimeModifiers) {
    change(
      "offset", old.offset.map(Printer.text(ofOffset:)) ?? "none", new.offset.map(Printer.text(ofOffset:)) ?? "none")
    let (before, after) = (TimeModifiers(at: old.at), TimeModifiers(at: new.at))
    change("time", Self.text(of: before, or: "now"), Self.text(of: after, or: "now"))
    change("edges", old.edges?.rawValue ?? "none", new.edges?.rawValue ?? "none")
  }

  private static func text(of modifiers: TimeModifiers, or nothing: String) -> String {
    let text = Printer.text(of: modifiers, edgesFirst: false)
    return text.isEmpty ? nothing : String(text.dropFirst())
  }
}
