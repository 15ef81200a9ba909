/// One item of a report in Markdown: its line, and the block of what there is to say about it.
struct MarkdownItem {
  /// The item without its details, ended.
  var line: String
  /// The details, each line ended; empty where there are none.
  var details: String

  /// - Parameter isFull: whether cosmetic details are told too.
  init(_ item: OutlineItem, clusters: [String], isFull: Bool) {
    let scope = ClusterScope.words(item.clusters, of: clusters)
    let details = item.details.filter { isFull || !$0.isCosmetic }
    switch item.mark {
    case .breaking, .warning, .info, .fixed, .stillThere:
      let place = item.context.isEmpty ? "" : " (\(MarkdownText.code(item.context)))"
      line = "- **\(item.mark.word)** \(MarkdownText.code(item.note)): \(MarkdownText.escaped(item.title))\(place)"
    default:
      let words = [item.note.isEmpty ? "" : "(\(MarkdownText.escaped(item.note)))", MarkdownText.escaped(item.context)]
      line = ([
        "- \(item.mark.word) \(MarkdownText.code(item.title))"
      ] + words.filter { !$0.isEmpty }).joined(separator: " ")
    }
    if let scope { line += " _\(MarkdownText.escaped(scope))_" }
    line += "\n"
    let lines = details.flatMap { Self.lines($0, of: item.clusters) }
    self.details = lines.isEmpty ? "" : MarkdownText.block(lines, language: "diff", indent: "  ")
  }

  private static func lines(_ detail: OutlineDetail, of clusters: [String]) -> [String] {
    var lines = detail.lines.map { line in
      switch line.mark {
      case .none: "  " + line.text.visibleInLine
      case .added: "+ " + line.text.visibleInLine
      case .removed: "- " + line.text.visibleInLine
      }
    }
    if let scope = ClusterScope.words(detail.clusters, of: clusters), !lines.isEmpty { lines[0] += "  [\(scope)]" }
    return lines
  }
}
