/// Every item of a report's sections, with what there is to say of each.
///
///     alerts: 1 changed
///       ~ KubeJobNotCompleted  group kubernetes-apps, severity=warning  (only aws-prod)
///           for: 12h -> 15m
struct TextDetails {
  var outline: Outline
  var style: TextStyle
  /// Whether cosmetic changes, and findings of before, are told too.
  var isFull: Bool
  /// How many columns findings have; other lines stay whole.
  var width: Int

  var lines: [String] {
    outline.sections.enumerated().flatMap { index, section in
      (index == 0 ? [] : [""]) + lines(of: section)
    }
  }

  private func lines(of section: Outline.Section) -> [String] {
    let heading = style.bold(section.kind.title + ":") + " " + section.countWords
    return [heading] + section.items.filter { isFull || !$0.mark.isQuiet }.flatMap { lines(of: $0, in: section.kind) }
  }

  private func lines(of item: OutlineItem, in kind: ReportSection) -> [String] {
    if kind == .findings {
      let findings = FindingsText(clusters: outline.clusters, style: style, width: width - 2)
      return findings.lines(of: item).map { "  " + $0 }
    }
    let note = item.note.isEmpty ? "" : "(\(item.note))"
    let scope = ClusterScope.words(item.clusters, of: outline.clusters).map { "[\($0)]" } ?? ""
    let rest = [note, style.faint(item.context.visibleInLine), scope].filter { !$0.isEmpty }
    let title = style.paint("\(item.mark.sign) \(item.title.visibleInLine)", as: item.mark)
    return ["  " + ([title] + rest).joined(separator: "  ")]
      + item.details.filter { isFull || !$0.isCosmetic }.flatMap { lines(of: $0, in: item) }
  }

  private func lines(of detail: OutlineDetail, in item: OutlineItem) -> [String] {
    var lines = detail.lines.map { line in "      " + style.paint(.init(line.text.visibleInLine, line.mark)) }
    let isPlain = !detail.isCosmetic || item.mark == .cosmetic
    let scope = ClusterScope.words(detail.clusters, of: item.clusters)
    let marks = [isPlain ? nil : "cosmetic", scope].compactMap(\.self)
    if !marks.isEmpty, !lines.isEmpty { lines[0] += "  " + style.faint("[\(marks.joined(separator: ", "))]") }
    return lines
  }
}
