import Checks

extension Outline.Section {
  /// `7 added, 12 changed`
  var countWords: String { Outline.words(for: counts) }
}

extension Outline {
  /// `7 added, 12 changed`
  fileprivate static func words(for counts: [(mark: OutlineItem.Mark, count: Int)]) -> String {
    counts.map { mark, count in
      let word = mark == .warning && count != 1 ? "warnings" : mark.word
      return "\(count) \(word)"
    }.joined(separator: ", ")
  }
}

extension [Finding] {
  /// `1 breaking, 2 warnings`; empty where there is none.
  public var countWords: String {
    let marks = map(\.mark)
    return Outline.words(
      for: OutlineItem.Mark.allCases.map { mark in (mark, marks.count { $0 == mark }) }.filter { $0.count > 0 })
  }
}
