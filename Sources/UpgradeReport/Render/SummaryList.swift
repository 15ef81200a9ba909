/// Items of one section that have their mark and their clusters in common, as a list that breaks at the width and can
/// be cut at any line.
struct SummaryList {
  private var mark: OutlineItem.Mark
  /// The whole list, broken.
  private var wrapped: [Line]
  /// How many lines of it are shown.
  var shownLines = 0

  /// Whether it is about what breaks.
  var isBreaking: Bool { mark == .breaking }
  /// Whether there is more than is shown.
  var isCut: Bool { shownLines < wrapped.count }

  private struct Line {
    var text: String
    /// How many entries begin on this line.
    var entries: Int
  }

  /// How many findings of one weight stand by themselves though they have a code in common: what breaks is named.
  private static let shownBreaking = 5

  /// The lists of a section in the order of its marks; quiet items are only counted by the section's heading.
  static func lists(of section: Outline.Section, clusters: [String], width: Int) -> [SummaryList] {
    var lists: [(mark: OutlineItem.Mark, scope: String?, entries: [OutlineItem])] = []
    for item in section.items where !item.mark.isQuiet {
      let scope = ClusterScope.words(item.clusters, of: clusters)
      if let index = lists.firstIndex(where: { $0.mark == item.mark && $0.scope == scope }), section.kind != .findings {
        lists[index].entries.append(item)
      } else if section.kind == .findings,
        let index = lists.firstIndex(where: {
          $0.scope == scope && $0.mark == item.mark && $0.entries[0].note == item.note
        }),
        item.mark != .breaking || lists.count(where: { $0.mark == .breaking }) >= shownBreaking
      {
        lists[index].entries.append(item)
      } else {
        lists.append((item.mark, scope, [item]))
      }
    }
    return lists.map { mark, scope, items in
      let entries =
        section.kind == .findings ? findings(items) : mark == .moved ? moves(items) : names(items, in: section.kind)
      return SummaryList(mark: mark, entries: entries, scope: scope, width: width)
    }
  }

  /// One entry for a finding; findings of one code share one. What breaks is told with its source and its cause.
  private static func findings(_ items: [OutlineItem]) -> [String] {
    let first = items[0]
    func lines(_ subject: String) -> [String] {
      first.mark != .breaking || items.count > 1
        ? [] : first.details.filter { $0.subject == subject }.flatMap(\.lines).map(\.text)
    }
    let sources = lines(Outline.source)
    let context = first.context.isEmpty || !sources.isEmpty ? [] : [first.context]
    let rest = (sources + context + lines(Outline.cause)).joined(separator: "; ")
    let place = rest.isEmpty ? "" : " (\(rest))"
    return [
      items.count == 1
        ? "\(first.note): \(first.title)\(place)" : "\(first.note) ×\(items.count): \(first.title)\(place), …"
    ]
  }

  /// Rules that move mostly move together: one entry for each way.
  private static func moves(_ items: [OutlineItem]) -> [String] {
    var counts: [(way: String, count: Int)] = []
    for item in items {
      if let place = counts.firstIndex(where: { $0.way == item.note }) {
        counts[place].count += 1
      } else {
        counts.append((item.note, 1))
      }
    }
    return counts.map { "\($0.count) \($0.way)" }
  }

  /// Items of the same title are one entry, with their number.
  private static func names(_ items: [OutlineItem], in kind: ReportSection) -> [String] {
    var counts: [(title: String, notes: [String], count: Int)] = []
    var places: [String: Int] = [:]
    let versioned = items.count { $0.note == Outline.onlyVersioned }
    for item in items where item.note != Outline.onlyVersioned {
      if let place = places[item.title] {
        counts[place].count += 1
        if !counts[place].notes.contains(item.note) { counts[place].notes.append(item.note) }
      } else {
        places[item.title] = counts.count
        counts.append((item.title, [item.note], 1))
      }
    }
    let rest = versioned == 0 ? [] : ["\(versioned) in nothing but their version label"]
    return rest + counts.map { title, notes, count in
      let note = notes.count == 1 ? notes[0] : ""
      let words = [note, count > 1 ? "×\(count)" : ""].filter { !$0.isEmpty }
      guard !words.isEmpty else { return title }
      return kind == .images
        ? "\(title) \(words.joined(separator: " "))" : "\(title) (\(words.joined(separator: ", ")))"
    }
  }

  private init(mark: OutlineItem.Mark, entries: [String], scope: String?, width: Int) {
    self.mark = mark
    // The sign, and what a cut list is ended with, need room too.
    let room = max(20, width - 4 - 14)
    // In front, so that it is never cut off.
    let scope = scope.map { [(text: "[\($0)]", isStart: false)] } ?? []
    let pieces = scope + entries.enumerated().flatMap { index, entry in
      Self.pieces(of: entry.visibleInLine + (index + 1 < entries.count ? "," : ""), room: room)
    }
    var lines: [Line] = []
    for (text, isStart) in pieces {
      if let last = lines.last, last.text.count + 1 + text.count <= room {
        lines[lines.count - 1].text += " " + text
      } else {
        lines.append(Line(text: text, entries: 0))
      }
      if isStart { lines[lines.count - 1].entries += 1 }
    }
    wrapped = lines
  }

  /// An entry stays whole where a line has room for it; a longer one breaks between its words.
  private static func pieces(of entry: String, room: Int) -> [(text: String, isStart: Bool)] {
    guard entry.count > room else { return [(entry, true)] }
    return entry.split(separator: " ").enumerated().map { (String($0.element), $0.offset == 0) }
  }

  /// The lines that are shown; the last one says how many entries are not.
  func lines(_ style: TextStyle) -> [String] {
    let shown = wrapped.prefix(shownLines)
    let hidden = wrapped.dropFirst(shownLines).reduce(0) { $0 + $1.entries }
    return shown.enumerated().map { index, line in
      let sign = index == 0 ? style.paint(mark.sign, as: mark) : " "
      let isLast = index == shown.count - 1
      let rest = !isLast || !isCut ? "" : style.faint(hidden > 0 ? " … \(hidden) more" : " …")
      return "  \(sign) \(line.text)\(rest)"
    }
  }
}
