/// Finds the known name that a mistyped one was probably meant to be.
public enum Suggestion {
  /// The known name nearest to `name` by edits (insert, delete, replace, swap of neighbours), or nil where none is
  /// near: more than a third of the letters would have to change. Among equals the first in `known` wins.
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
      if found <= limit, found < best?.distance ?? .max {
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
