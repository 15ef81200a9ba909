/// What differs between two texts, line by line.
enum LineDifference {
  /// More lines than this are not compared one by one: the comparison takes time in the product of length and distance.
  private static let comparedLines = 2000

  /// Lines that went (`removed`), came (`added`) and, around them, those that stayed.
  static func lines(from: [Substring], to: [Substring]) -> [OutlineDetail.Line] {
    guard from.count + to.count <= comparedLines else {
      return from.map { .init(String($0), .removed) } + to.map { .init(String($0), .added) }
    }
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in to.difference(from: from) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [OutlineDetail.Line] = []
    var (old, new) = (0, 0)
    while old < from.count || new < to.count {
      if old < from.count, removed.contains(old) {
        lines.append(.init(String(from[old]), .removed))
        old += 1
      } else if new < to.count, added.contains(new) {
        lines.append(.init(String(to[new]), .added))
        new += 1
      } else {
        lines.append(.init(new < to.count ? String(to[new]) : ""))
        (old, new) = (old + 1, new + 1)
      }
    }
    return withoutDistantContext(lines)
  }

  /// A text of so few lines is told whole: an expression with holes reads like another one.
  private static let wholeLines = 12

  /// Keeps, in a longer text, an unchanged line only beside a changed one; `…` stands for what is left out.
  private static func withoutDistantContext(_ lines: [OutlineDetail.Line]) -> [OutlineDetail.Line] {
    guard lines.count > wholeLines else { return lines }
    var kept: [OutlineDetail.Line] = []
    var isGap = false
    for index in lines.indices {
      let isNear = [index - 1, index, index + 1].contains { lines.indices.contains($0) && lines[$0].mark != .none }
      if isNear { kept.append(lines[index]) } else if !isGap { kept.append(.init("…")) }
      isGap = !isNear
    }
    return kept
  }
}
