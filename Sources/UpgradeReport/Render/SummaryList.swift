/// Items of one section that have their mark and their clusters in common, as a list that breaks at the width and can
/// be cut at any line.
struct SummaryList {
  private var mark: OutlineItem.Mark
  /// The whole list, broken.
  private var wrapped: [Line]
  /// How many lines of it are shown.
  var shownLines = 0

  /// Whether there is more than is shown.
  var isCut: Bool { shownLines < wrapped.count }

  private struct Line {
    var text: String
    /// How many entries begin on this line.
    var entries: Int
  }

  /// The lists of a section in the order of its marks; cosmetic items are only counted by the section's heading.
  static func lists(of section: Outline.Section, clusters: [String], width: Int) -> [SummaryList] {
    var lists: [(mark: OutlineItem.Mark, scope: String?, entries: [OutlineItem])] = []
    for item in section.items where item.mark != .cosmetic {
      let scope = ClusterScope.words(item.clusters, of: clusters)
      if let index = lists.firstIndex(where: { $0.mark == item.mark && $0.scope == scope }), section.kind != .findings {
        lists[index].entries.append(item)
      } else if let index = lists.firstIndex(where: { $0.scope == scope && $0.entries[0].note == item.note }),
        section.kind == .findings
      {
        lists[index].entries.append(item)
      } else {
        lists.append((item.mark, scope, [item]))
      }
    }
    return lists.map { mark, scope, items in
      let entries = section.kind == .findings ? findings(items) : names(items, in: section.kind)
      return SummaryList(mark: mark, entries: entries, scope: scope, width: width)
    }
  }

  /// One entry for a finding; findings of one code share one.
  private static func findings(_ items: [OutlineItem]) -> [String] {
    let first = items[0]
    if items.count == 1 { return ["\(first.note): \(first.title)"] }
    return ["\(first.note) (\(items.count)): \(first.title)"]
  }

  /// Items of the same title are one entry, with their number.
  private static func names(_ items: [OutlineItem], in kind: ReportSection) -> [String] {
    var counts: [(title: String, notes: [String], count: Int)] = []
    var places: [String: Int] = [:]
    for item in items {
      if let place = places[item.title] {
        counts[place].count += 1
        if !counts[place].notes.contains(item.note) { counts[place].notes.append(item.note) }
      } else {
        places[item.title] = counts.count
        counts.append((item.title, [item.note], 1))
      }
    }
    return counts.map { title, notes, count in
      let note = notes.count == 1 ? notes[0] : ""
      let words = [note, count > 1 ? "×\(count)" : ""].filter { !$0.isEmpty }
      return title + (words.isEmpty ? "" : kind == .images ? " " + words.joined(separator: " ") : " (\(words.joined(separator: ", ")))")
    }
  }

  private init(mark: OutlineItem.Mark, entries: [String], scope: String?, width: Int) {
    self.mark = mark
    // The sign, and what a cut list is ended with, need room too.
    let room = max(20, width - 4 - 14)
    var lines = [Line(text: "", entries: 0)]
    let ends = (scope.map { ["[\($0)]"] } ?? [])
    let words = entries.enumerated().map { index, entry in
      entry.visible + (index + 1 < entries.count ? "," : "")
    }
    for (index, word) in (words + ends).enumerated() {
      let last = lines.count - 1
      if !lines[last].text.isEmpty, lines[last].text.count + 1 + word.count > room {
        lines.append(Line(text: "", entries: 0))
      }
      let place = lines.count - 1
      lines[place].text += (lines[place].text.isEmpty ? "" : " ") + word
      if index < words.count { lines[place].entries += 1 }
    }
    wrapped = lines
  }

  /// The lines that are shown; the last one says how many entries are not.
  func lines(_ style: TextStyle) -> [String] {
    let shown = wrapped.prefix(shownLines)
    let hidden = wrapped.dropFirst(shownLines).reduce(0) { $0 + $1.entries }
    return shown.enumerated().map { index, line in
      let sign = index == 0 ? style.paint(mark.sign, as: mark) : " "
      let rest = index == shown.count - 1 && hidden > 0 ? style.faint(" … \(hidden) more") : ""
      return "  \(sign) \(line.text)\(rest)"
    }
  }
}
