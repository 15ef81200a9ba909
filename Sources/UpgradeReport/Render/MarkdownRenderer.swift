/// The report as a comment on a pull request: findings first and open, everything else folded.
///
/// A comment takes only so much. What does not fit is left out item by item, from the end of each section, and counted;
/// an item is first told without its details before it is left out.
public struct MarkdownRenderer: Sendable {
  /// How the comment is to look.
  public struct Options: Sendable {
    /// How many bytes of UTF-8 the comment may have. GitHub takes 65,536 characters.
    public var limit = 65_536
    /// Cosmetic changes and long values too, as far as there is room.
    public var full = false
    /// The sections to show; all of them where empty.
    public var sections: Set<ReportSection> = []

    /// All sections, in a comment that GitHub takes.
    public init() {}
  }

  /// How the comment is to look.
  public var options: Options

  /// A renderer of all sections, unless the options say otherwise.
  public init(options: Options = Options()) { self.options = options }

  /// The comment, each line ended, never longer than the limit unless the limit has no room for its headings.
  public func render(_ report: UpgradeReport) -> String {
    var outline = Outline(report, valueLines: options.full ? nil : Self.shownValueLines)
    if !options.sections.isEmpty { outline.sections.removeAll { !options.sections.contains($0.kind) } }
    if !options.full {
      for index in outline.sections.indices { outline.sections[index].items.removeAll { $0.mark == .cosmetic } }
    }
    let frames = outline.sections.map { MarkdownFrame($0, isFull: options.full) }.filter { !$0.items.isEmpty }
    var text = heading(report) + table(outline)
    var reserved = frames.reduce(0) { $0 + $1.reserved }
    for frame in frames {
      reserved -= frame.reserved
      let room = options.limit - text.utf8.count - reserved
      text += frame.text(clusters: outline.clusters, room: room)
    }
    return text
  }

  private static let shownValueLines = 12

  private func heading(_ report: UpgradeReport) -> String {
    let names = report.clusters.map(\.name)
    let clusters = names.count == 1 ? "cluster \(MarkdownText.code(names[0]))" : "\(names.count) clusters"
    var text = "### monigen: \(MarkdownText.code(report.from)) → \(MarkdownText.code(report.to)), \(clusters)\n\n"
    for name in report.addedClusters {
      text += "- cluster \(MarkdownText.code(name)) is only in \(MarkdownText.code(report.to))\n"
    }
    for name in report.removedClusters {
      text += "- cluster \(MarkdownText.code(name)) is only in \(MarkdownText.code(report.from))\n"
    }
    if report.suppressed > 0 { text += "- \(report.suppressed) suppressed by `monigen.yaml`\n" }
    return text
  }

  private func table(_ outline: Outline) -> String {
    guard !outline.sections.isEmpty else {
      return options.sections.isEmpty ? "No differences.\n" : "Nothing in these sections.\n"
    }
    let rows = outline.sections.filter { !$0.items.isEmpty }.map { "| \($0.kind.title) | \($0.countWords) |\n" }
    return "\n| | |\n| --- | --- |\n" + rows.joined()
  }
}
