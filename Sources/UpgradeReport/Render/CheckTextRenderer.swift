/// What a check found, for a terminal or a log: each finding once for all clusters that it is true of, gravest first.
///
///     4 clusters checked: 1 breaking, 2 warnings
///
///     ✗ breaking unrecorded-series  [only aws-prod]
///       …
public struct CheckTextRenderer: Sendable {
  /// How the text is to look.
  public struct Options: Sendable {
    /// How many columns there are.
    public var width = 100
    /// Whether to use ANSI colours.
    public var color = false

    /// Text of 100 columns without colours.
    public init() {}
  }

  /// How the text is to look.
  public var options: Options

  /// A renderer of text without colours, unless the options say otherwise.
  public init(options: Options = Options()) { self.options = options }

  /// The text, each line ended. Control characters of names and values are made visible.
  public func render(_ report: CheckReport) -> String {
    let outline = Outline(report)
    let style = TextStyle(color: options.color)
    let items = outline.sections.flatMap(\.items)
    let counts = outline.sections.first?.countWords ?? "nothing found"
    let findings = FindingsText(clusters: outline.clusters, style: style, width: max(40, options.width))
    let blocks = items.map { item in [""] + findings.lines(of: item) }
    let heading = [style.bold("\(Self.scope(outline.clusters)) checked: \(counts)".visibleInLine)]
    let suppressed = report.suppressed == 0 ? [] : ["\(report.suppressed) suppressed by monigen.yaml"]
    return (heading + suppressed + blocks.flatMap(\.self)).map { $0 + "\n" }.joined()
  }

  private static func scope(_ clusters: [String]) -> String {
    clusters.count == 1 ? clusters[0] : "\(clusters.count) clusters"
  }
}
