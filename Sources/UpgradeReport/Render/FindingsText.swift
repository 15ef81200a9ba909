import Diagnostics

/// Findings one by one, for people: what it is, where it is, why, and what to do.
///
///     ✗ breaking unrecorded-series  [only aws-prod]
///       alert TeamLatencyHigh needs team:latency:p99, which no rule records
///       written at libsonnet/team/alerts.libsonnet:12
///       PrometheusRule monitoring/team-rules spec.groups[name=team].rules[alert=TeamLatencyHigh]
///         hint: …
struct FindingsText {
  /// All clusters that were looked at: what is true of all of them needs no word.
  var clusters: [String]
  var style: TextStyle
  /// How many columns there are; words are never broken.
  var width: Int

  /// The lines of one finding.
  func lines(of item: OutlineItem) -> [String] {
    let scope = ClusterScope.words(item.clusters, of: clusters).map { "  [\($0)]" } ?? ""
    let heading = style.paint("\(item.mark.sign) \(item.mark.word)", as: item.mark)
    let place = item.context.isEmpty ? [] : ["  " + style.faint(item.context.visibleInLine)]
    // What a person will open stands before the object that was made of it.
    let sources = item.details.filter { $0.subject == Outline.source }
    let others = item.details.filter { $0.subject != Outline.source }
    return ["\(heading) \(style.bold(item.note.visibleInLine))\(scope.visibleInLine)"]
      + wrapped(item.title, indent: 2) + sources.flatMap { lines(of: $0, in: item, indent: 2) } + place
      + others.flatMap { lines(of: $0, in: item, indent: 4) }
  }

  private func lines(of detail: OutlineDetail, in item: OutlineItem, indent: Int) -> [String] {
    let scope = ClusterScope.words(detail.clusters, of: item.clusters).map { "  [\($0)]" } ?? ""
    return detail.lines.enumerated().flatMap { index, line in
      let text = line.text + (index == 0 ? scope : "")
      // Commands are to be copied.
      return text.hasPrefix("$ ") ? ["    " + text.visibleInLine] : wrapped(text, indent: indent, hanging: 2)
    }
  }

  /// Breaks a text between its words.
  ///
  /// - Parameter hanging: how much further lines stand to the right of the first one.
  private func wrapped(_ text: String, indent: Int, hanging: Int = 0) -> [String] {
    let margins = [indent, indent + hanging].map { String(repeating: " ", count: $0) }
    let lines = WrappedText.lines(of: text.visibleInLine, first: width - indent, rest: width - indent - hanging)
    return lines.enumerated().map { margins[$0 == 0 ? 0 : 1] + $1 }
  }
}
