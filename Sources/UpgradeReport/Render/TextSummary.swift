/// A report in one screen: what is broken first, then per section its counts and as many names as fit.
struct TextSummary {
  var outline: Outline
  var style: TextStyle
  var width: Int

  /// How many lines the whole summary has at most.
  static let lineLimit = 40

  /// The lines of the summary.
  ///
  /// - Parameter used: how many of the limit are taken already.
  func lines(besides used: Int) -> [String] {
    var blocks = outline.sections.map { section in
      Block(
        heading: heading(of: section), lists: SummaryList.lists(of: section, clusters: outline.clusters, width: width))
    }
    // A blank line and the one that tells of --full close the summary.
    var free = Self.lineLimit - used - 2 - blocks.count
    let places = blocks.indices.flatMap { block in blocks[block].lists.indices.map { (block: block, list: $0) } }
    // First all of what breaks, then a line for every list, then all of the other findings, and then, from the top
    // again, a further line where there is more to say.
    func grow(_ places: [(block: Int, list: Int)]) {
      for (block, list) in places where free > 0 && blocks[block].lists[list].isCut {
        blocks[block].lists[list].shownLines += 1
        free -= 1
      }
    }
    func isCut(_ place: (block: Int, list: Int)) -> Bool { blocks[place.block].lists[place.list].isCut }
    let findings = places.filter { outline.sections[$0.block].kind == .findings }
    let breaking = findings.filter { blocks[$0.block].lists[$0.list].isBreaking }
    while free > 0, breaking.contains(where: isCut) { grow(breaking) }
    grow(places.filter { blocks[$0.block].lists[$0.list].shownLines == 0 })
    while free > 0, findings.contains(where: isCut) { grow(findings) }
    while free > 0, places.contains(where: isCut) { grow(places) }
    guard !blocks.isEmpty else { return [] }
    return blocks.flatMap { block in [block.heading] + block.lists.flatMap { $0.lines(style) } } + ["", footer]
  }

  private struct Block {
    var heading: String
    var lists: [SummaryList]
  }

  private func heading(of section: Outline.Section) -> String {
    let padding = String(repeating: " ", count: max(1, 17 - section.kind.title.count))
    return style.bold(section.kind.title) + padding + section.countWords
  }

  private var footer: String {
    style.faint("--only alerts shows one section item by item, --full everything")
  }
}
