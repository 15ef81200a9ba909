import Kubernetes
import ValueTree

/// Which items of two lists are the same item.
struct ListMatch {
  /// Two places of one item.
  struct Pair {
    var from: Int
    var to: Int
    /// Whether the order counts and the item stands elsewhere among the others.
    var isMoved = false
  }

  /// Items of both lists, in the order of the new one. Equal ones at both ends of the lists are left out.
  var pairs: [Pair] = []
  /// Places in the old list of items that the new one does not have, ascending.
  var removed: [Int] = []
  /// Places in the new list of items that the old one did not have, ascending.
  var added: [Int] = []

  /// How many equal items two lists have in common at their starts and, after that, at their ends.
  static func commonEnds(_ from: [Value], _ to: [Value]) -> (start: Int, end: Int) {
    let most = min(from.count, to.count)
    // Two lists of one item are compared by the caller anyway: looking twice at every level of a deep tree adds up.
    guard from.count > 1 || to.count > 1 else { return (0, 0) }
    var start = 0
    while start < most, from[start] == to[start] { start += 1 }
    var end = 0
    // Of two lists of one length the last pair that is left is the one that differed just now.
    let limit = from.count == to.count ? most - start - 1 : most - start
    while end < limit, from[from.count - 1 - end] == to[to.count - 1 - end] { end += 1 }
    return (start, end)
  }
}
