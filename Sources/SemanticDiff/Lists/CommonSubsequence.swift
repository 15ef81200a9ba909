/// What two sequences have in common, in the same order.
///
/// Myers' algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) up to `editLimit` edits. Sequences
/// further apart get a common subsequence that need not be the longest: the k-th occurrence of a value on one side is
/// paired with the k-th on the other, and the pairs that are in order are kept. So hostile input takes n log n steps.
enum CommonSubsequence {
  /// How many insertions and deletions are worth an exact answer.
  static let editLimit = 400

  /// Pairs of places with equal values, ascending on both sides.
  ///
  ///     CommonSubsequence.pairs([1, 2, 3], [1, 3])  // [(0, 0), (2, 1)]
  static func pairs(_ a: [Int], _ b: [Int]) -> [(from: Int, to: Int)] {
    // What one side does not have at all takes no part, and is by far the most where lists have little in common.
    let inA = Set(a), inB = Set(b)
    let placesA = a.indices.filter { inB.contains(a[$0]) }, placesB = b.indices.filter { inA.contains(b[$0]) }
    let x = placesA.map { a[$0] }, y = placesB.map { b[$0] }
    return (exact(x, y) ?? byOccurrence(x, y)).map { (placesA[$0.from], placesB[$0.to]) }
  }

  /// nil where the two are more than `editLimit` edits apart.
  private static func exact(_ a: [Int], _ b: [Int]) -> [(from: Int, to: Int)]? {
    guard abs(a.count - b.count) <= editLimit else { return nil }
    let limit = min(editLimit, a.count + b.count)
    // reach[k + limit + 1] is how far along `a` the best path on diagonal k got; k is the place in a less that in b.
    var reach = [Int](repeating: 0, count: 2 * limit + 3)
    var history: [[Int]] = []
    for edits in 0...limit {
      history.append(Array(reach[(limit + 1 - edits)...(limit + 1 + edits)]))
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        var x = next(diagonal, edits, limit, reach)
        while x < a.count, x - diagonal < b.count, x - diagonal >= 0, a[x] == b[x - diagonal] { x += 1 }
        reach[diagonal + limit + 1] = x
        if x >= a.count, x - diagonal >= b.count { return backtrack(history, a.count, b.count) }
      }
    }
    return nil
  }

  /// Where a path on a diagonal starts: from the better of its two neighbours.
  private static func next(_ diagonal: Int, _ edits: Int, _ limit: Int, _ reach: [Int]) -> Int {
    let below = reach[diagonal + limit], above = reach[diagonal + limit + 2]
    return diagonal == -edits || (diagonal != edits && below < above) ? above : below + 1
  }

  /// The matches along the path that reached the end. `history[d]` holds what edit d started from, diagonals -d...d.
  private static func backtrack(_ history: [[Int]], _ countA: Int, _ countB: Int) -> [(from: Int, to: Int)] {
    var pairs: [(from: Int, to: Int)] = []
    var x = countA, y = countB
    for (edits, reach) in history.enumerated().reversed() {
      let diagonal = x - y
      let below = diagonal > -edits ? reach[diagonal - 1 + edits] : -1
      let above = diagonal < edits ? reach[diagonal + 1 + edits] : -1
      let isDown = diagonal == -edits || (diagonal != edits && below < above)
      let startX = edits == 0 ? 0 : isDown ? above : below + 1
      while x > startX {
        x -= 1
        y -= 1
        pairs.append((x, y))
      }
      if isDown { y -= 1 } else { x -= 1 }
    }
    return pairs.reversed()
  }

  private static func byOccurrence(_ a: [Int], _ b: [Int]) -> [(from: Int, to: Int)] {
    var places: [Int: [Int]] = [:]
    for (place, value) in a.enumerated() { places[value, default: []].append(place) }
    var taken: [Int: Int] = [:]
    var pairs: [(from: Int, to: Int)] = []
    for (place, value) in b.enumerated() {
      let occurrence = taken[value, default: 0]
      guard let olds = places[value], occurrence < olds.count else { continue }
      taken[value] = occurrence + 1
      pairs.append((olds[occurrence], place))
    }
    return IncreasingSubsequence.places(in: pairs.map(\.from)).map { pairs[$0] }
  }
}
