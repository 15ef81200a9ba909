/// The report for a terminal or a log: a summary of at most 40 lines, or the items with what there is to say of each.
///
///     v0.16 -> v0.17, 4 clusters
///
///     alerts           1 added, 2 changed
///       + KubeNodePressure
///       ~ KubeJobNotCompleted (expr), KubeQuotaFullyUsed (annotations.description)
public struct TextRenderer: Sendable {
  /// How the text is to look.
  public struct Options: Sendable {
    /// How many columns there are; the summary breaks its lists there, findings their words, other lines stay whole.
    public var width = 100
    /// Whether to use ANSI colours.
    public var color = false
    /// Everything: cosmetic changes and long values too.
    public var full = false
    /// The sections to show, item by item; empty for the summary of all (or, with `full`, all of them).
    public var sections: Set<ReportSection> = []

    /// The summary without colours.
    public init() {}
  }

  /// How the text is to look.
  public var options: Options

  /// A renderer of the summary, unless the options say otherwise.
  public init(options: Options = Options()) { self.options = options }

  /// The text, each line ended. Control characters of names and values are made visible.
  public func render(_ report: UpgradeReport) -> String {
    let isSummary = options.sections.isEmpty && !options.full
    var outline = Outline(report, valueLines: options.full ? nil : Self.shownValueLines)
    let nothing = outline.sections.isEmpty ? "no differences" : "nothing in these sections"
    if !options.sections.isEmpty { outline.sections.removeAll { !options.sections.contains($0.kind) } }
    let style = TextStyle(color: options.color)
    let heading = Self.heading(report)
    let lines =
      isSummary
      ? TextSummary(outline: outline, style: style, width: max(40, options.width)).lines(besides: heading.count + 1)
      : TextDetails(outline: outline, style: style, isFull: options.full, width: max(40, options.width)).lines
    let body = lines.isEmpty ? [nothing] : lines
    return ([style.bold(heading[0])] + heading.dropFirst() + [""] + body).map { $0 + "\n" }.joined()
  }

  private static let shownValueLines = 12

  private static func heading(_ report: UpgradeReport) -> [String] {
    let names = report.clusters.map(\.name)
    let clusters = names.count == 1 ? "cluster \(names[0])" : "\(names.count) clusters"
    var lines = ["\(report.from) -> \(report.to), \(clusters)".visibleInLine]
    for name in report.addedClusters { lines.append("+ cluster \(name): only in \(report.to)".visibleInLine) }
    for name in report.removedClusters { lines.append("- cluster \(name): only in \(report.from)".visibleInLine) }
    if report.suppressed > 0 {
      lines.append("\(report.suppressed) suppressed by monigen.yaml")
    }
    return lines
  }
}
