/// One section of a comment: what stands around its items, and as many of them as there is room for.
struct MarkdownFrame {
  private var section: Outline.Section
  private var isFull: Bool
  /// The items that are told: those that call for nothing are only counted, unless everything is told.
  private(set) var items: [OutlineItem]

  init(_ section: Outline.Section, isFull: Bool) {
    self.section = section
    self.isFull = isFull
    items = section.items.filter { isFull || !$0.mark.isQuiet }
  }

  /// The bytes that the section takes with none of its items.
  var reserved: Int { (opening + rest(items.count) + closing).utf8.count }

  /// The section in at most `room` bytes, or with none of its items where even that is too little.
  func text(clusters: [String], room: Int) -> String {
    var free = room - reserved
    var body = ""
    var shown = 0
    for item in items {
      let item = MarkdownItem(item, clusters: clusters, isFull: isFull)
      let whole = item.line + item.details
      let text = whole.utf8.count <= free ? whole : item.line
      guard text.utf8.count <= free else { break }
      body += text
      free -= text.utf8.count
      shown += 1
    }
    return opening + body + rest(items.count - shown) + closing
  }

  /// Findings are what the comment is for: they are not folded.
  private var isFolded: Bool { section.kind != .findings }

  private var opening: String {
    isFolded
      ? "\n<details><summary><b>\(section.kind.title)</b>: \(section.countWords)</summary>\n\n"
      : "\n#### \(section.kind.title): \(section.countWords)\n\n"
  }

  private var closing: String { isFolded ? "\n</details>\n" : "" }

  private func rest(_ count: Int) -> String {
    count == 0
      ? "" : "- … \(count) more: `monigen diff --only \(section.kind.rawValue)` shows them\n"
  }
}
