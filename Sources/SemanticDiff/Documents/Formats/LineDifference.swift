import ValueTree

/// Compares texts that are no documents, line by line.
enum LineDifference {
  /// One change for each run of lines that differ, named by the number of its first line on the new side.
  ///
  /// Texts that only end their lines otherwise differ cosmetically.
  static func changes(from: String, to: String, at path: ChangePath) -> [Change] {
    let old = lines(of: from), new = lines(of: to)
    guard old != new else {
      return from.utf8.elementsEqual(to.utf8) ? [] : [Change(path: path, kind: .cosmetic)]
    }
    // One line each is a value, not a text.
    guard old.count > 1 || new.count > 1 else {
      return [Change(path: path, kind: .changed, from: .string(from), to: .string(to))]
    }
    return hunks(old, new).map { hunk in
      Change(
        path: path + .item([.init("line", String(hunk.new.lowerBound + 1))]),
        kind: hunk.old.isEmpty ? .added : hunk.new.isEmpty ? .removed : .changed,
        from: text(old[hunk.old]), to: text(new[hunk.new]))
    }
  }

  /// Lines by their bytes: two texts that only look the same are two texts.
  private typealias Line = ArraySlice<UInt8>

  private static func lines(of text: String) -> [Line] {
    var lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func text(_ lines: ArraySlice<Line>) -> Value? {
    lines.isEmpty ? nil : .string(String(decoding: Array(lines.joined(separator: "\n".utf8)), as: UTF8.self))
  }

  private typealias Hunk = (old: Range<Int>, new: Range<Int>)

  /// What lies between the lines that both sides have in the same order.
  private static func hunks(_ old: [Line], _ new: [Line]) -> [Hunk] {
    var numbers: [Line: Int] = [:]
    func number(_ line: Line) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let common = CommonSubsequence.pairs(old.map(number), new.map(number))
    var hunks: [Hunk] = []
    var next = (from: 0, to: 0)
    for pair in common + [(from: old.count, to: new.count)] {
      if next != pair { hunks.append((next.from..<pair.from, next.to..<pair.to)) }
      next = (pair.from + 1, pair.to + 1)
    }
    return hunks
  }
}
