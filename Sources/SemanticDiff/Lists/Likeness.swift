import ValueTree

/// How much two values have in common, from 0 to 1: what pairs the items of lists that do not say who they are.
struct Likeness {
  /// The most comparisons of one item with another before position decides: lists of hostile length stay linear.
  static let comparisonLimit = 10_000

  /// Below this, two items are different items rather than one that changed.
  static let threshold = 0.2

  /// The parts of a value: an object's members, a list's items, each as a hash of name and content.
  private enum Shape {
    case scalar
    case list(Set<Int>)
    case object([String: Int])
  }

  private let shape: Shape

  /// Takes the value's size in steps, once.
  init(of value: Value) {
    switch value {
    case .array(let items): shape = .list(Set(items.map(\.hashValue)))
    case .object(let members):
      shape = .object(Dictionary(members.lazy.map { ($0.key, $0.value.hashValue) }) { first, _ in first })
    case .null, .bool, .number, .string: shape = .scalar
    }
  }

  /// Two scalars may always be one that changed; an equal member counts in full, one of the same name a quarter.
  func compared(to other: Likeness) -> Double {
    switch (shape, other.shape) {
    case (.scalar, .scalar): return 1
    case (.list(let a), .list(let b)):
      let most = max(a.count, b.count)
      return most == 0 ? 1 : max(Self.threshold, Double(a.intersection(b).count) / Double(most))
    case (.object(let a), .object(let b)):
      // An object that lost everything, or got its first member, may well be the same one.
      guard !a.isEmpty, !b.isEmpty else { return Self.threshold }
      let most = max(a.count, b.count)
      var shared = 0.0
      for (name, hash) in a {
        guard let otherHash = b[name] else { continue }
        shared += hash == otherHash ? 1 : 0.25
      }
      return shared / Double(most)
    default: return 0
    }
  }

  /// Pairs the items that are most alike, each at most once; by position where there are too many to compare.
  ///
  /// - Parameters:
  ///   - from: places in `old`, ascending.
  ///   - to: places in `new`, ascending.
  ///   - threshold: what two items must have in common at least.
  static func pairs(
    _ from: [Int], of old: [Value], _ to: [Int], of new: [Value], threshold: Double
  ) -> [(from: Int, to: Int)] {
    guard !from.isEmpty, !to.isEmpty else { return [] }
    guard from.count <= comparisonLimit / to.count else { return Array(zip(from, to)).map { ($0, $1) } }
    let olds = from.map { Likeness(of: old[$0]) }, news = to.map { Likeness(of: new[$0]) }
    var candidates: [(likeness: Double, from: Int, to: Int)] = []
    for i in olds.indices {
      for j in news.indices {
        let likeness = olds[i].compared(to: news[j])
        if likeness >= threshold { candidates.append((likeness, i, j)) }
      }
    }
    candidates.sort { ($1.likeness, $0.from, $0.to) < ($0.likeness, $1.from, $1.to) }
    var isOldTaken = [Bool](repeating: false, count: from.count)
    var isNewTaken = [Bool](repeating: false, count: to.count)
    var pairs: [(from: Int, to: Int)] = []
    for candidate in candidates where !isOldTaken[candidate.from] && !isNewTaken[candidate.to] {
      isOldTaken[candidate.from] = true
      isNewTaken[candidate.to] = true
      pairs.append((from[candidate.from], to[candidate.to]))
    }
    return pairs
  }
}
