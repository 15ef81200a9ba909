/// Which rule of the old side is which one of the new side.
///
/// The surest evidence goes first, and each step sees only what the steps before it left: the same object, group, name
/// and labels; the same name and labels elsewhere; the same object, group and name with other labels; the same name
/// elsewhere with other labels and an expression that is half the same; and last, renames. Where a key stands more than
/// once the expressions decide.
struct RuleMatch {
  /// Two sides of one rule, by their places in the two lists.
  struct Pair: Hashable {
    var from: Int
    var to: Int
  }

  /// In the same object and group, under the same name.
  private(set) var kept: [Pair] = []
  /// Elsewhere under the same name.
  private(set) var moved: [Pair] = []
  /// Under another name.
  private(set) var renamed: [Pair] = []
  /// Places of rules that only the old side has, ascending.
  private(set) var removed: [Int]
  /// Places of rules that only the new side has, ascending.
  private(set) var added: [Int]

  private let from: [PlacedRule]
  private let to: [PlacedRule]

  /// Matches two lists of rules of one kind; near-linear in their length.
  init(from: [PlacedRule], to: [PlacedRule]) {
    self.from = from
    self.to = to
    removed = Array(from.indices)
    added = Array(to.indices)
    kept = take { $0.objectKey + [$0.reference.group, $0.reference.name] + $0.labelKey }
    moved = take { [$0.reference.group, $0.reference.name] + $0.labelKey }
    moved += take { [$0.reference.name] + $0.labelKey }
    kept += take { $0.objectKey + [$0.reference.group, $0.reference.name] }
    moved += take(atLeast: 0.5) { [$0.reference.name] }
    renamed = RuleRenames.pairs(from: from, removed: removed, to: to, added: added)
    forget(renamed)
  }

  /// Pairs what has the same key among what is left, and takes it out of what is left.
  private mutating func take(atLeast least: Double = 0, key: (PlacedRule) -> [String]) -> [Pair] {
    let candidates = Dictionary(grouping: added) { key(to[$0]) }
    var olds: [[String]: [Int]] = [:]
    var order: [[String]] = []
    for index in removed {
      let key = key(from[index])
      guard candidates[key] != nil else { continue }
      if olds[key] == nil { order.append(key) }
      olds[key, default: []].append(index)
    }
    let pairs = order.flatMap { key in
      RulePairing.pairs(from: from, olds[key, default: []], to: to, candidates[key, default: []], atLeast: least)
    }
    forget(pairs)
    return pairs
  }

  private mutating func forget(_ pairs: [Pair]) {
    let olds = Set(pairs.map(\.from)), news = Set(pairs.map(\.to))
    removed.removeAll { olds.contains($0) }
    added.removeAll { news.contains($0) }
  }
}
