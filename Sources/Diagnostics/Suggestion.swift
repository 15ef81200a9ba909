/// Finds the known name that a mistyped one was probably meant to be.
public enum Suggestion {
  /// The known name nearest to `name` by edits (insert, delete, replace, swap of neighbours), or nil where none is
  /// near: more than a third of the letters would have to change, or, where both have as many words, more than a third
  /// of those of a word in more than every fourth word. Among equals the first in `known` wins.
  ///
  ///     Suggestion.nearest(to: "replicsa", in: ["replicas", "retention"])  // "replicas"
  public static func nearest(to name: String, in known: [String]) -> String? {
    let letters = Array(name.lowercased())
    guard letters.count <= 200 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in known where candidate != name {
      let other = Array(candidate.lowercased())
      let limit = max(1, max(letters.count, other.count) / 3)
      guard abs(letters.count - other.count) <= limit else { continue }
      let found = distance(letters, other)
      if found <= limit, found < best?.distance ?? .max, areWordsNear(letters, other) {
        best = (candidate, found)
      }
    }
    return best?.name
  }

  /// `did you mean 'x'?`, or the list of what is known where nothing is near and the list is short enough to read.
  public static func hint(for name: String, in known: [String]) -> String? {
    if let nearest = nearest(to: name, in: known) { return "did you mean '\(nearest)'?" }
    guard !known.isEmpty, known.count <= 20 else { return nil }
    return "known: " + known.joined(separator: ", ")
  }

  /// The known names by how near they are, at most `count` of them, however far they are.
  ///
  ///     Suggestion.nearest(2, to: "web", in: ["coredns", "wed", "api"])  // ["wed", "api"]
  public static func nearest(_ count: Int, to name: String, in known: [String]) -> [String] {
    let letters = Array(name.lowercased().prefix(200))
    let distances = known.map { distance(letters, Array($0.lowercased().prefix(200))) }
    return known.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(count).map { known[$0] }
  }

  /// Whether at most every fourth word was put in place of another one: `windows-exporter` is not near to
  /// `node-exporter`, however long what they have in common is.
  private static func areWordsNear(_ a: [Character], _ b: [Character]) -> Bool {
    let (mine, theirs) = (words(of: a), words(of: b))
    guard mine.count > 1, mine.count == theirs.count else { return true }
    let others = zip(mine, theirs).count { distance($0, $1) > max(1, max($0.count, $1.count) / 3) }
    return others * 4 <= mine.count
  }

  private static func words(of letters: [Character]) -> [[Character]] {
    letters.split { !$0.isLetter && !$0.isNumber }.map(Array.init)
  }

  /// The optimal string alignment distance.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in 0..<b.count {
        let replace = last[j] + (a[i] == b[j] ? 0 : 1)
        row[j + 1] = min(replace, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
